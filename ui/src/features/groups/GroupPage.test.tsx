import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import {
  alex,
  createFakeIpc,
  eastlakeCore,
  jonas,
  mapleProject,
  priya,
  whitfieldLab,
  type FakeIpc,
} from '../../ipc/fake';
import { axeViolations } from '../../test/axe';
import { renderApp } from '../../test/render';

async function open(id = whitfieldLab.id, prepare: (ipc: FakeIpc) => void = () => undefined) {
  const ipc = createFakeIpc();
  prepare(ipc);
  const view = renderApp({ ipc, start: { name: 'group', id } });
  await screen.findByText('Can add people');
  return view;
}

const row = (table: string, name: RegExp) =>
  within(screen.getByRole('table', { name: table })).getByRole('row', { name });

describe('a group', () => {
  it('shows whose it is, who is in it, what is shared with it, and who else lets people in', async () => {
    await open();
    expect(screen.getByText('1 person can add others to this group.')).toBeInTheDocument();
    expect(row('Members', /Alex Kim/)).toHaveTextContent('In the group');
    expect(row('Members', /Mei Tanaka/)).toHaveTextContent('Invited, no answer yet');
    expect(row('Members', /Nora Whitfield/)).toHaveTextContent('The only administrator stays.');
    expect(screen.getByRole('table', { name: 'Shared with this group' })).toBeInTheDocument();
    expect(await axeViolations()).toEqual([]);
  });

  it('lets people in after asking, and says for whom it did not work', async () => {
    const { user } = await open(whitfieldLab.id, (fake) => {
      fake.groups.failing.set(priya.id, { kind: 'refused', message: 'not today' });
    });
    await user.click(screen.getByRole('button', { name: 'Let all 2 in…' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Let 2 people into Whitfield Lab?' });
    expect(within(dialog).getByRole('button', { name: 'Change nothing' })).toHaveFocus();
    await user.click(within(dialog).getByRole('button', { name: 'Let 2 people in' }));
    const alert = await screen.findByText('It did not work for 1 of 2.');
    expect(alert.closest('[role=alert]')).toHaveTextContent('Priya Raman: Globus refused: “not today”');
    expect(row('Members', /Jonas Lindqvist/)).toHaveTextContent('In the group');
    expect(row('People who ask to join', /Priya Raman/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Hide this' }));
    expect(screen.queryByText('It did not work for 1 of 2.')).not.toBeInTheDocument();
  });

  it('turns away, takes back and removes, each after its own question', async () => {
    const { user, ipc } = await open();
    const answer = async (button: string, act: string) => {
      await user.click(screen.getByRole('button', { name: button }));
      await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: act }));
    };
    await answer('Turn away Jonas Lindqvist', 'Turn 1 person away');
    expect(await screen.findByText('Jonas Lindqvist was turned away.')).toBeInTheDocument();
    await answer('Take back the invitation of Mei Tanaka', 'Take back 1 invitation');
    expect(await screen.findByText('The invitation of Mei Tanaka is taken back.')).toBeInTheDocument();
    await answer('Remove Omar Haddad', 'Remove 1 person');
    expect(await screen.findByText('Omar Haddad is no longer in the group.')).toBeInTheDocument();
    const lab = ipc.groups.all.find(({ id }) => id === whitfieldLab.id);
    expect(lab?.members.filter(({ status }) => status === 'out')).toHaveLength(3);
    const left = screen.getByRole('table', { name: 'No longer in the group, or never were' });
    expect(within(left).getByRole('row', { name: /Omar/ })).toBeInTheDocument();
  });

  it('keeps everything when the question is answered with Esc', async () => {
    const { user, ipc } = await open();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Role of Alex Kim' }), 'Administrator');
    await screen.findByRole('alertdialog', { name: 'Make Alex Kim an administrator of Whitfield Lab?' });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
    expect(screen.getByRole('combobox', { name: 'Role of Alex Kim' })).toHaveValue('manager');
    expect(ipc.groups.all[0]?.members.find(({ person }) => person.id === alex.id)?.role).toBe('manager');
  });

  it('changes a role, after the OK that Globus wants', async () => {
    const { user, ipc } = await open(whitfieldLab.id, (fake) => {
      fake.groups.allowed = false;
    });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Role of Alex Kim' }), 'Administrator');
    await user.click(await screen.findByRole('button', { name: 'Make administrator' }));
    await user.click(await screen.findByRole('button', { name: 'Continue in the browser' }));
    ipc.finishSignIn();
    expect(await screen.findByText('Alex Kim is an administrator now.')).toBeInTheDocument();
    expect(screen.getByRole('combobox', { name: 'Role of Alex Kim' })).toHaveValue('admin');
  });

  it('offers nothing that the role can’t do, and says why', async () => {
    await open(mapleProject.id);
    expect(screen.getByText(/changed by its managers and administrators/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Invite|Remove/ })).not.toBeInTheDocument();
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
  });

  it('says that members are hidden', async () => {
    await open(eastlakeCore.id);
    expect(screen.getByText('You can’t see who is in this group.')).toBeInTheDocument();
    expect(screen.queryByRole('table', { name: 'Members' })).not.toBeInTheDocument();
  });

  it('invites people who are chosen in the box, never groups', async () => {
    const { user, ipc } = await open();
    await user.click(screen.getByRole('button', { name: 'Invite people…' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Invite people to Whitfield Lab' })).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Invite' }));
    const box = screen.getByRole('combobox', { name: 'Add people by name or address' });
    expect(box).toHaveFocus();
    expect(screen.getByText('Choose at least one person first.')).toBeInTheDocument();
    await user.type(box, 'eastlake');
    const option = await screen.findByRole('option', { name: /Helmi Virtanen/ });
    expect(screen.queryByRole('group', { name: 'Groups' })).not.toBeInTheDocument();
    await user.click(option);
    await user.selectOptions(screen.getByRole('combobox', { name: 'They join as' }), 'Manager');
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Invite 1 person' }));
    expect(await screen.findByText('Helmi Virtanen is invited.')).toBeInTheDocument();
    expect(row('Members', /Helmi Virtanen/)).toHaveTextContent('Invited, no answer yet');
    expect(ipc.groups.all[0]?.members.at(-1)).toMatchObject({ role: 'manager', status: 'invited' });
  });

  it('is renamed by those who run it, and keeps what was typed while Globus asks for an OK', async () => {
    const { user, ipc } = await open(whitfieldLab.id, (fake) => (fake.groups.allowed = false));
    await user.click(screen.getByRole('button', { name: 'Edit…' }));
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Give the group a name.')).toBeVisible();
    await user.type(name, 'Whitfield group');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await user.click(await screen.findByRole('button', { name: 'Continue in the browser' }));
    ipc.finishSignIn();
    expect(await screen.findByRole('heading', { level: 1, name: 'Whitfield group' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Leave…' })).toBeNull();
  });

  it('is deleted once its name was typed', async () => {
    const { user, ipc } = await open();
    await user.click(screen.getByRole('button', { name: 'Delete…' }));
    await user.type(await screen.findByRole('textbox', { name: 'Type Whitfield Lab to delete it' }), 'Whitfield');
    await user.click(screen.getByRole('button', { name: 'Delete the group' }));
    expect(await screen.findByText('That is not the name of the group.')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await user.type(screen.getByRole('textbox', { name: 'Type Whitfield Lab to delete it' }), ' Lab');
    await user.click(screen.getByRole('button', { name: 'Delete the group' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Groups' })).toBeVisible();
    expect(ipc.groups.all.some(({ id }) => id === whitfieldLab.id)).toBe(false);
  });

  it('is left by whoever is not needed, and warned about where storage wants another kind', async () => {
    const { user, ipc } = await open(eastlakeCore.id, (fake) => {
      const group = fake.groups.all.find(({ id }) => id === eastlakeCore.id);
      if (group) group.onProtectedStorage = ['Spring sequencing'];
    });
    expect(screen.getByText('This group is not made for protected storage.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Edit…' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Leave…' }));
    await user.click(await screen.findByRole('button', { name: 'Leave the group' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Groups' })).toBeVisible();
    expect(await screen.findByText('You left Eastlake Core.')).toBeVisible();
    const left = ipc.groups.all.find(({ id }) => id === eastlakeCore.id);
    expect(left?.members.find(({ person }) => person.name === 'Nora Whitfield')?.status).toBe('out');
  });

  it('asks to sign in again where a protected group wants that', async () => {
    const ipc = createFakeIpc();
    const demand = {
      required_scopes: [],
      session_message: null,
      identities: [jonas.id],
      single_domain: [],
      policies: [],
      mfa: null,
      prompt: null,
    };
    ipc.groups.refuse = { code: 'SessionRequired', demand };
    const { user } = renderApp({ ipc, start: { name: 'group', id: whitfieldLab.id } });
    await user.click(await screen.findByRole('button', { name: 'Sign in again…' }));
    expect(await screen.findByText(/This group is protected/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Continue in the browser' }));
    ipc.finishSignIn();
    expect(await screen.findByRole('table', { name: 'Members' })).toBeInTheDocument();
  });
});
