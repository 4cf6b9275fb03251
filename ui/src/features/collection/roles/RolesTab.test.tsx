import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { createFakeIpc } from '../../../ipc/fake';
import { axeViolations } from '../../../test/axe';
import { openCollection } from '../testing';

const people = () => screen.findByRole('table', { name: 'People with a role' });
const row = async (name: RegExp) => within(await people()).getByRole('row', { name });

describe('roles', () => {
  it('shows who has a role and what each role may do', async () => {
    await openCollection({ tab: 'roles' });
    expect(await row(/^Nora Whitfield/)).toHaveTextContent('OwnerEverything');
    expect(await row(/^Marta Oyelaran/)).toHaveTextContent('Sees transfers only');
    const matrix = screen.getByRole('table', { name: 'What each role may do' });
    const manager = within(matrix).getByRole('row', { name: /^Access manager/ });
    expect(within(manager).getAllByText('Yes')).toHaveLength(4);
    expect(screen.getByText(/restricted administrator/)).toBeVisible();
    expect(screen.queryByText('Only you can manage this.')).toBeNull();
    expect(await axeViolations()).toEqual([]);
  });

  it('suggests a second administrator where only I can manage it', async () => {
    const { user } = await openCollection({ name: 'Field notes', tab: 'roles' });
    expect(await screen.findByText('Only you can manage this.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Give a role…' }));
    expect(await screen.findByRole('radio', { name: 'Administrator' })).toBeChecked();
  });

  it('gives a role to somebody, by keys alone', async () => {
    const { user, ipc } = await openCollection({ tab: 'roles' });
    const give = vi.spyOn(ipc, 'giveRole');
    (await screen.findByRole('button', { name: 'Give a role…' })).focus();
    await user.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'Give a role' });
    await user.click(within(dialog).getByRole('button', { name: 'Give the role' }));
    expect(await within(dialog).findByText('Choose somebody first.')).toBeVisible();
    const box = within(dialog).getByRole('combobox', { name: 'Who' });
    expect(box).toHaveFocus();
    await user.keyboard('omar');
    await screen.findByRole('option', { name: /Omar/, selected: true });
    await user.keyboard('{Enter}');
    await user.click(within(dialog).getByRole('radio', { name: 'Access manager' }));
    expect(await axeViolations()).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Give Omar Haddad the role' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(give).toHaveBeenCalledOnce();
    expect(await row(/^Omar Haddad/)).toHaveTextContent('Reads and writes all files');
  });

  it('changes a role by giving the new one before it takes the old one, and says so', async () => {
    const { user, ipc } = await openCollection({ tab: 'roles' });
    const calls: string[] = [];
    const { giveRole, takeRole } = ipc;
    ipc.giveRole = (...all) => (calls.push('give'), giveRole(...all));
    ipc.takeRole = (...all) => (calls.push('take'), takeRole(...all));
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Role of Tomás Ferreira' }), 'accessManager');
    const question = await screen.findByRole('alertdialog');
    expect(question).toHaveTextContent('The new one is given first, then the old one is taken away.');
    await user.click(within(question).getByRole('button', { name: 'Change to Access manager' }));
    await waitFor(() =>
      expect(screen.getByRole('combobox', { name: 'Role of Tomás Ferreira' })).toHaveValue('accessManager'),
    );
    expect(calls).toEqual(['give', 'take']);
  });

  it('takes a role away only after the question', async () => {
    const { user } = await openCollection({ tab: 'roles' });
    await user.click(await screen.findByRole('button', { name: 'Take role away… from Marta Oyelaran' }));
    const question = await screen.findByRole('alertdialog');
    expect(within(question).getByRole('button', { name: 'Keep Activity monitor' })).toHaveFocus();
    await user.click(within(question).getByRole('button', { name: 'Take role away' }));
    await waitFor(() => expect(screen.queryByText('Marta Oyelaran')).toBeNull());
  });

  it('keeps both roles in sight when the old one could not be taken', async () => {
    const { user, ipc } = await openCollection({ tab: 'roles' });
    ipc.takeRole = () => Promise.reject({ code: 'Timeout', outcomeUnknown: true });
    await user.selectOptions(
      await screen.findByRole('combobox', { name: 'Role of Marta Oyelaran' }),
      'activityManager',
    );
    await user.click(await screen.findByRole('button', { name: 'Change to Activity manager' }));
    expect(await screen.findByText('Globus took too long to answer')).toBeVisible();
    expect(screen.getAllByRole('combobox', { name: 'Role of Marta Oyelaran' })).toHaveLength(2);
  });

  it.each([
    [{ onServer: true, changeRoles: false }, 'Roles of this shared folder are kept on its server.'],
    [{ rolesNeedSubscription: true, changeRoles: false }, 'Roles can’t be given here.'],
    [{ because: 'accessManager', changeRoles: false } as const, 'Only administrators give and take roles.'],
  ])('says why roles can’t be changed', async (may, reason) => {
    const ipc = createFakeIpc();
    ipc.collections.may = may;
    await openCollection({ ipc, tab: 'roles' });
    expect(await screen.findByText(reason)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Give a role…' })).toBeNull();
    expect(screen.queryByRole('combobox')).toBeNull();
  });
});
