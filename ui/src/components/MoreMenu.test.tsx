import { screen, waitFor } from '@testing-library/react';
import { PenLine, UserX } from 'lucide-react';
import { describe, expect, it, vi } from 'vitest';
import { renderInApp } from '../test/render';
import { MoreMenu } from './MoreMenu';

function setup() {
  const onAct = vi.fn();
  const entries = vi.fn(() => [
    { id: 'level', label: 'Change level…', icon: PenLine, onAct },
    { id: 'stop', label: 'Stop sharing…', icon: UserX, unavailable: 'Your role does not let you', onAct },
  ]);
  const view = renderInApp(<MoreMenu label="More for Results" entries={entries} />);
  return { ...view, onAct, entries, button: screen.getByRole('button', { name: 'More for Results' }) };
}

const focused = (name: string | RegExp) => waitFor(() => expect(screen.getByRole('menuitem', { name })).toHaveFocus());

describe('the menu behind three dots', () => {
  it('is asked for when it opens, and takes the focus to its first line', async () => {
    const { user, button, entries, onAct } = setup();
    expect(entries).not.toHaveBeenCalled();
    expect(button).toHaveAttribute('aria-expanded', 'false');
    await user.tab();
    expect(button).toHaveFocus();
    await user.keyboard('{Enter}');
    await focused('Change level…');
    await user.keyboard('{Enter}');
    expect(onAct).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('opens at either end with the arrow keys, and gives the focus back', async () => {
    const { user, button } = setup();
    await user.tab();
    await user.keyboard('{ArrowUp}');
    await focused(/^Stop sharing/);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    await waitFor(() => expect(button).toHaveFocus());
    await user.keyboard('{ArrowDown}');
    await focused('Change level…');
  });

  it('says why a line can not be used, and does nothing then', async () => {
    const { user, button, onAct } = setup();
    await user.click(button);
    await user.click(await screen.findByRole('menuitem', { name: /^Stop sharing/ }));
    expect(onAct).not.toHaveBeenCalled();
    expect(screen.getAllByText('Your role does not let you').length).toBeGreaterThan(0);
  });
});
