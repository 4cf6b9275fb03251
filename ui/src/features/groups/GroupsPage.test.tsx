import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeIpc } from '../../ipc/fake';
import { axeViolations } from '../../test/axe';
import { renderApp } from '../../test/render';

function open(prepare: (ipc: ReturnType<typeof createFakeIpc>) => void = () => undefined) {
  const ipc = createFakeIpc();
  prepare(ipc);
  return renderApp({ ipc, start: { name: 'groups' } });
}

describe('groups', () => {
  it('are listed by what one may do, with requests, size and what they reach', async () => {
    open();
    const managed = await screen.findByRole('table', { name: 'Groups that you manage' });
    const lab = within(managed).getByRole('row', { name: /Whitfield Lab/ });
    expect(lab).toHaveTextContent('2 ask to join');
    expect(lab).toHaveTextContent('Administrator');
    expect(within(managed).getByRole('row', { name: /Clinical cohort 7/ })).toHaveTextContent('Protected');
    const others = screen.getByRole('table', { name: 'Groups that you are in' });
    expect(within(others).getByRole('row', { name: /Eastlake Core/ })).toHaveTextContent('Hidden');
    expect(screen.getByRole('link', { name: 'Groups' })).toHaveAttribute('aria-current', 'page');
    expect(await axeViolations()).toEqual([]);
  });

  it('are opened and left with the keyboard', async () => {
    const { user } = open();
    const link = await screen.findByRole('button', { name: 'Maple trial partners' });
    link.focus();
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Maple trial partners' })).toHaveFocus();
    await user.click(screen.getByRole('link', { name: 'Groups', current: false }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Groups' })).toHaveFocus();
  });

  it('joins a group that invites, after the OK that Globus wants', async () => {
    const { user, ipc } = open((fake) => {
      fake.groups.allowed = false;
    });
    await user.click(await screen.findByRole('button', { name: 'Join Statistics reading group' }));
    expect(await screen.findByText(/Making and changing groups needs your OK/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Continue in the browser' }));
    ipc.finishSignIn();
    expect(await screen.findByText('You are in Statistics reading group now.')).toBeInTheDocument();
    const others = await screen.findByRole('table', { name: 'Groups that you are in' });
    expect(await within(others).findByRole('row', { name: /Statistics reading group/ })).toBeInTheDocument();
  });

  it('asks before an invitation is turned down', async () => {
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: /Turn down the invitation/ }));
    const dialog = await screen.findByRole('alertdialog');
    expect(within(dialog).getByRole('button', { name: 'Keep the invitation' })).toHaveFocus();
    await user.click(within(dialog).getByRole('button', { name: 'Turn it down' }));
    expect(await screen.findByText('You turned down the invitation to Statistics reading group.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Join/ })).not.toBeInTheDocument();
  });

  it('say what they are good for when there are none', async () => {
    open((fake) => {
      fake.groups.all = [];
    });
    expect(await screen.findByText('You are in no group yet.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Make a group…' })).toBeInTheDocument();
  });

  it('say when they can’t be read, and try again', async () => {
    const { user } = open((fake) => {
      fake.groups.refuse = { code: 'Offline' };
    });
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('table', { name: 'Groups that you manage' })).toBeInTheDocument();
  });
});
