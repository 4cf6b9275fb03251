import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { createFakeIpc, jonas, marcus } from '../../../ipc/fake';
import { axeViolations } from '../../../test/axe';
import { collectionId, openCollection, wentTo } from '../testing';

const row = (name: RegExp) => screen.findByRole('row', { name });
const item = (name: RegExp) => screen.findByRole('treeitem', { name });

async function menuOf(user: Awaited<ReturnType<typeof openCollection>>['user'], name: string, entry: RegExp) {
  await user.click(await screen.findByRole('button', { name: `More about ${name}` }));
  await user.click(await screen.findByRole('menuitem', { name: entry }));
}

describe('ends to come', () => {
  const extend = () => screen.findByRole('button', { name: 'Extend by 90 days' });

  it('get more time with one click', async () => {
    const { user, ipc } = await openCollection({ name: 'Spring sequencing' });
    const note = '2 shares of Spring sequencing end, the first in 6 days.';
    expect(await screen.findByText(note)).toBeVisible();
    expect(screen.getByText(/^Jonas Lindqvist is first, and one other guest follows\./)).toBeVisible();
    await user.click(await extend());
    const rules = ipc.audit.world.grants.filter(
      ({ access, collection }) =>
        collection.name === 'Spring sequencing' &&
        access.to === 'guest' &&
        [jonas.id, marcus.id].includes(access.guest.id),
    );
    expect(wentTo).toEqual({
      name: 'change',
      targets: {
        kind: 'rules',
        rules: rules.map(({ id, collection }) => ({ collectionId: collection.id, ruleId: id })),
      },
      // From the last of them on.
      action: { kind: 'setEnd', end: { kind: 'on', day: '2026-12-26' } },
    });
  });

  it('are mentioned earlier when a reminder led there', async () => {
    await openCollection({ path: '/Results/', reminded: true });
    expect(await extend()).toBeVisible();
    expect(screen.getByText('Results ends in 30 days.')).toBeVisible();
  });

  it('are left in peace when there is time, and without a connection', async () => {
    const view = await openCollection({ path: '/Results/' });
    await screen.findByRole('row', { name: /Priya Raman/ });
    expect(screen.queryByRole('button', { name: /^Extend by/ })).toBeNull();
    view.unmount();
    const ipc = createFakeIpc();
    ipc.collectionDetails = () => Promise.reject({ code: 'Offline' });
    await openCollection({ ipc, name: 'Spring sequencing' });
    await screen.findByRole('row', { name: /Jonas Lindqvist/ });
    expect(screen.queryByRole('button', { name: /^Extend by/ })).toBeNull();
  });
});

describe('access', () => {
  it('shows who reaches a folder, through what, and until when', async () => {
    await openCollection({ path: '/Results/' });
    expect(await screen.findByRole('heading', { name: 'Who can reach Results' })).toBeVisible();
    const priya = await row(/^Priya Raman/);
    expect(priya).toHaveTextContent('Shared on Results');
    expect(priya).toHaveTextContent('Can view and download');
    const tomas = await row(/^Tomás Ferreira/);
    expect(tomas).toHaveTextContent('Through the Administrator role');
    expect(tomas).toHaveTextContent('With the role');
    expect(within(tomas).getByRole('button', { name: 'Open Roles' })).toBeVisible();
    expect(await row(/^You, Nora Whitfield/)).toHaveTextContent('Owner');
    expect(screen.getByText('4 guests, and 2 through a role')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });

  it('says which grant counts and which has no effect, and leads to the change of either', async () => {
    const { user, ipc } = await openCollection({ path: '/Results/' });
    expect(await row(/^Alex Kim/)).toHaveTextContent('shares have no effect');
    const toggle = screen.getByRole('button', { name: 'Why Alex Kim can reach Results' });
    await user.click(toggle);
    expect(toggle).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByRole('heading', { name: 'Why Alex can add, change and delete here' })).toBeVisible();
    expect(screen.getByText('This one counts')).toBeVisible();
    const [idle] = screen.getAllByText('Can view and download', { selector: 's' });
    expect(idle).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Remove the one without effect…' }));
    const alexOnResults = ipc.audit.world.grants.find(({ noEffect }) => noEffect);
    expect(wentTo).toMatchObject({
      name: 'change',
      targets: { kind: 'rules', rules: [{ ruleId: alexOnResults?.id }] },
      action: { kind: 'stop' },
    });
  });

  it('cleans up what has no effect in all folders, whichever one is open', async () => {
    const { user, ipc } = await openCollection({ path: '/Protocol/' });
    await user.click(await screen.findByRole('button', { name: 'Clean up 1 without effect…' }));
    const targets = { kind: 'withoutEffect', collectionId: collectionId(ipc, 'Maple trial 2026') };
    expect(wentTo).toEqual({ name: 'change', targets, action: { kind: 'stop' } });
  });

  it('cleans up only what has no effect in the folder, where there is more elsewhere', async () => {
    const ipc = createFakeIpc();
    const other = ipc.audit.world.grants.find(
      ({ collection, path }) => collection.name === 'Maple trial 2026' && path === '/Results/',
    );
    if (other) ipc.audit.world.grants.push({ ...other, id: 'idle', path: '/Protocol/', noEffect: true });
    const { user } = await openCollection({ ipc, path: '/Results/' });
    expect(await screen.findByRole('button', { name: 'Clean up 2 without effect…' })).toBeVisible();
    await user.click(await screen.findByRole('button', { name: 'Clean up 1 without effect here…' }));
    expect(wentTo).toMatchObject({ name: 'change', targets: { kind: 'rules' }, action: { kind: 'stop' } });
  });

  it('can be walked through with the keyboard alone', async () => {
    const { user } = await openCollection();
    const root = await item(/^Maple trial 2026/);
    expect(root).toHaveAttribute('aria-expanded', 'true');
    await item(/^Protocol/);
    root.focus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    const results = await item(/^Results/);
    expect(results).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { name: 'Who can reach Results' })).toBeVisible();
    expect(results).toHaveFocus();
    expect(results).toHaveAttribute('aria-selected', 'true');
    await item(/^figures/);
    await user.keyboard('{ArrowRight}');
    expect(await item(/^figures/)).toHaveFocus();
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    await waitFor(() => expect(screen.queryByRole('treeitem', { name: /^figures/ })).toBeNull());
    await user.keyboard('s');
    expect(await item(/^Sequencing/)).toHaveFocus();
    await user.keyboard('{Home}');
    expect(root).toHaveFocus();
  });

  it('lists the subfolders of a folder once it is opened, and not before', async () => {
    const { user } = await openCollection();
    await item(/^Results/);
    expect(screen.queryByRole('treeitem', { name: /^raw/ })).toBeNull();
    await user.click(await item(/^Results/));
    expect(await item(/^raw/)).toHaveAttribute('aria-level', '3');
  });

  it('says that a folder is gone, and points to its new place', async () => {
    const { user, ipc } = await openCollection({ name: 'Gel images 2024' });
    expect(await screen.findByText('Gel images 2024 was not found.')).toBeVisible();
    expect(await item(/^Gel images 2024/)).toHaveTextContent('Folder not found');
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Point to new place…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Where is Gel images 2024 now?' });
    const archive = collectionId(ipc, 'Lab archive');
    await user.selectOptions(await within(dialog).findByRole('combobox', { name: 'Shared folder' }), archive);
    await user.click(await within(dialog).findByRole('treeitem', { name: /^2025/ }));
    expect(await axeViolations()).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'See what will change' }));
    expect(wentTo).toEqual({
      name: 'change',
      targets: { kind: 'folder', collectionId: collectionId(ipc, 'Gel images 2024'), path: '/' },
      action: { kind: 'pointTo', collectionId: archive, path: '/2025/' },
    });
  });

  it('does not copy a folder’s permissions onto itself', async () => {
    const { user, ipc } = await openCollection();
    await user.click(await screen.findByRole('button', { name: 'Copy these shares to…' }));
    const dialog = await screen.findByRole('dialog', { name: /Copy the shares of Maple trial 2026/ });
    await user.click(within(dialog).getByRole('button', { name: 'See what will change' }));
    expect(await within(dialog).findByText('That is the folder itself. Choose another one.')).toBeVisible();
    await user.click(await within(dialog).findByRole('treeitem', { name: /^Protocol/ }));
    await user.click(within(dialog).getByRole('button', { name: 'See what will change' }));
    expect(wentTo).toMatchObject({
      action: { kind: 'copyTo', collectionId: collectionId(ipc, 'Maple trial 2026'), path: '/Protocol/' },
    });
  });

  it('leads from a guest to the change, the roles and the person', async () => {
    const { user, ipc } = await openCollection({ path: '/Results/' });
    await menuOf(user, 'Priya Raman', /All that Priya can reach/);
    const priya = ipc.audit.world.grants.find(
      ({ access }) => access.to === 'guest' && access.guest.name === 'Priya Raman',
    );
    expect(wentTo).toMatchObject({
      name: 'subject',
      id: { kind: 'person', id: priya?.access.to === 'guest' ? priya.access.guest.id : '' },
    });
  });

  it('offers nothing that the role does not allow, and says why', async () => {
    const ipc = createFakeIpc();
    ipc.collections.may = { changeAccess: false, changeRoles: false, edit: false, because: 'restrictedAdministrator' };
    await openCollection({ ipc, name: 'Facility runs' });
    expect(await screen.findByText(/restricted administrator/)).toHaveTextContent('see this list and remove guests');
    expect(screen.queryByRole('button', { name: 'Copy these shares to…' })).toBeNull();
  });

  it('lists direct links when they are wanted, and not where there are none', async () => {
    const { user, ipc, unmount } = await openCollection({ path: '/Results/' });
    const ask = vi.spyOn(ipc, 'sharedFiles');
    ipc.shared.folders['/Results/'] = ['methods.docx'];
    await user.click(await screen.findByRole('button', { name: 'Direct links to files' }));
    await user.click(await screen.findByRole('button', { name: 'Copy link to methods.docx' }));
    expect(ipc.clipboard[0]).toMatch(/\/Results\/methods\.docx$/);
    expect(ask.mock.calls[0]?.[0]).toContain('origin_path=%2FResults%2F');
    expect(await axeViolations()).toEqual([]);
    unmount();
    await openCollection({ name: 'Field notes' });
    expect(await screen.findByRole('heading', { name: 'Who can reach Field notes' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Direct links to files' })).toBeNull();
  });
});
