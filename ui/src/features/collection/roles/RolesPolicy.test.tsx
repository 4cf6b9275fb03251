import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeIpc } from '../../../ipc/fake';
import { machinePolicy } from '../../../ipc/fake/policy';
import type { ForbiddenKind } from '../../../ipc/bindings';
import { axeViolations } from '../../../test/axe';
import { openCollection } from '../testing';

async function open(...forbidden: ForbiddenKind[]) {
  const ipc = createFakeIpc();
  ipc.policy = machinePolicy({ forbidden, domains: ['northfield.example'] });
  return openCollection({ ipc, tab: 'roles' });
}

const options = (name: string) =>
  within(screen.getByRole('combobox', { name }))
    .getAllByRole('option')
    .map(({ textContent }) => textContent);

describe('roles under the institution’s policy', () => {
  it('are not offered to somebody whom it keeps out, and the reason is there', async () => {
    const { user } = await open('outsideInstitution', 'groups');
    await user.click(await screen.findByRole('button', { name: 'Give a role…' }));
    const box = await screen.findByRole('combobox', { name: 'Who' });
    await user.type(box, 'jonas');
    const stranger = await screen.findByRole('option', { name: /Jonas Lindqvist/ });
    expect(stranger).toHaveAttribute('aria-disabled', 'true');
    expect(stranger).toHaveTextContent('Your institution doesn’t allow people of other institutions.');
    expect(await axeViolations()).toEqual([]);
    await user.keyboard('{Enter}');
    expect(box).toHaveAccessibleDescription('Your institution doesn’t allow people of other institutions.');
    expect(box).toHaveValue('jonas');
    await user.clear(box);
    await user.type(box, 'whitfield lab');
    expect(await screen.findByRole('option', { name: /Whitfield Lab/ })).toHaveTextContent(
      'Your institution doesn’t allow groups.',
    );
    await user.clear(box);
    await user.type(box, 'new@alpen.example');
    const invitation = await screen.findByRole('option', { name: /Invite new@alpen.example/ });
    expect(invitation).toHaveAttribute('aria-disabled', 'true');
    await user.click(invitation);
    expect(box).toHaveAccessibleDescription(/doesn’t allow people of other institutions/);
  });

  it('are only those that let nobody change files, where that is forbidden', async () => {
    const { user } = await open('write');
    await user.click(await screen.findByRole('button', { name: 'Give a role…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Give a role' });
    const offered = within(dialog)
      .getAllByRole('radio')
      .map((radio) => radio.parentElement?.querySelector('label')?.textContent);
    expect(offered).toEqual(['Activity manager', 'Activity monitor']);
    expect(within(dialog).getByText(/Roles that give that are not offered/)).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });

  it('can become weaker, never stronger', async () => {
    await open('write');
    const row = await screen.findByRole('row', { name: /^Marta Oyelaran/ });
    expect(options('Role of Marta Oyelaran')).toEqual(['Activity manager', 'Activity monitor']);
    expect(row).toHaveTextContent('Your institution doesn’t allow a stronger role.');
    expect(options('Role of Tomás Ferreira')).toHaveLength(4);
    expect(screen.getByRole('row', { name: /^Tomás Ferreira/ })).not.toHaveTextContent('stronger role');
  });

  it('stay words where there is nothing weaker', async () => {
    const ipc = createFakeIpc();
    ipc.policy = machinePolicy({ forbidden: ['outsideInstitution'], domains: ['alpen.example'] });
    await openCollection({ ipc, tab: 'roles' });
    const row = await screen.findByRole('row', { name: /^Marta Oyelaran/ });
    expect(within(row).queryByRole('combobox')).toBeNull();
    expect(row).toHaveTextContent('Activity monitorYour institution doesn’t allow a stronger role.');
    expect(within(row).getByRole('button', { name: /^Take role away/ })).toBeVisible();
  });
});
