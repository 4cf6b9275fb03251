import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { alex, createFakeIpc, jonas, whitfieldLab } from '../../ipc/fake';
import { machinePolicy } from '../../ipc/fake/policy';
import type { Route } from '../../navigation/navigation';
import { axeViolations } from '../../test/axe';
import { renderApp } from '../../test/render';

const REASON = 'Your institution doesn’t allow people of other institutions.';

function open(start: Route, domains = ['northfield.example']) {
  const ipc = createFakeIpc();
  ipc.policy = machinePolicy({ forbidden: ['outsideInstitution'], domains });
  return renderApp({ ipc, start });
}

describe('groups under the institution’s policy', () => {
  it('let no stranger in, who can still be turned away', async () => {
    const { user } = open({ name: 'group', id: whitfieldLab.id });
    const row = await screen.findByRole('row', { name: /Jonas Lindqvist/ });
    const letIn = within(row).getByRole('button', { name: 'Let in Jonas Lindqvist' });
    expect(letIn).toHaveAttribute('aria-disabled', 'true');
    expect(letIn).toHaveAccessibleDescription(REASON);
    await user.click(letIn);
    expect(screen.queryByRole('alertdialog')).toBeNull();
    // One of two is left: nobody is let in with others by mistake.
    expect(screen.queryByRole('button', { name: /^Let all/ })).toBeNull();
    expect(await axeViolations()).toEqual([]);
    await user.click(within(row).getByRole('button', { name: 'Turn away Jonas Lindqvist' }));
    expect(await screen.findByRole('alertdialog')).toBeVisible();
  });

  it('raise no stranger, who can still become less', async () => {
    open({ name: 'group', id: whitfieldLab.id }, ['eastlake.example']);
    const roles = await screen.findByRole('combobox', { name: /Alex Kim/ });
    const offered = within(roles).getAllByRole('option');
    expect(offered.map(({ textContent }) => textContent)).toEqual(['Member', 'Manager']);
    expect(roles.closest('tr')).toHaveTextContent('Your institution doesn’t allow a stronger role.');
  });

  it('are not offered strangers to invite, pasted ones neither', async () => {
    const { user } = open({ name: 'group', id: whitfieldLab.id });
    await user.click(await screen.findByRole('button', { name: 'Invite people…' }));
    const box = await screen.findByRole('combobox', { name: /^Add people/ });
    await user.type(box, 'lucia');
    const option = await screen.findByRole('option', { name: /Lucia Ferrari/ });
    expect(option).toHaveAttribute('aria-disabled', 'true');
    expect(option).toHaveTextContent(REASON);
    await user.clear(box);
    await user.click(box);
    await user.paste('sam.okafor@northfield.example\nlucia.ferrari@alpen.example\nnew@alpen.example');
    const list = await screen.findByRole('region', { name: /list/i });
    expect(await within(list).findAllByText(REASON)).toHaveLength(2);
    expect(within(list).queryByRole('button', { name: /^Invite/ })).toBeNull();
    await user.click(within(list).getByRole('button', { name: /^Add/ }));
    const chosen = within(screen.getByRole('list', { name: 'People to invite' })).getAllByRole('listitem');
    expect(chosen.map((each) => each.textContent)).toEqual([expect.stringContaining('Sam Okafor')]);
  });

  it('are not made while a stranger is among the people', async () => {
    const { user, ipc } = open({ name: 'newGroup', people: [alex, jonas] });
    const make = vi.spyOn(ipc, 'makeGroup');
    const list = await screen.findByRole('list', { name: 'People to invite' });
    expect(await within(list).findByText(REASON)).toBeVisible();
    await user.type(screen.getByRole('textbox', { name: /^Name/ }), 'Reef week');
    await user.click(screen.getByRole('button', { name: /^Make the group/ }));
    expect(screen.getByRole('combobox')).toHaveAccessibleDescription(/Take off the list/);
    expect(make).not.toHaveBeenCalled();
    await user.click(within(list).getByRole('button', { name: 'Take Jonas Lindqvist off the list' }));
    await user.click(screen.getByRole('button', { name: 'Make the group and invite 1 person' }));
    await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: 'Reef week' })).toBeVisible());
  });
});
