import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeIpc, type FakeIpc } from '../../../ipc/fake';
import { machinePolicy } from '../../../ipc/fake/policy';
import { axeViolations } from '../../../test/axe';
import { openCollection, wentTo } from '../testing';

/** Marks folders, as the app does where the institution blocks them. */
function blocking(ipc: FakeIpc, ...blocked: string[]) {
  const { collectionDetails, folderAccess } = ipc;
  const mark = <F extends { path: string }>(folders: F[]) =>
    folders.map((folder) =>
      blocked.includes(folder.path) ? { ...folder, forbidden: 'blockedFolder' as const } : folder,
    );
  ipc.collectionDetails = async (id) => {
    const details = await collectionDetails(id);
    return { ...details, folders: mark(details.folders) };
  };
  ipc.folderAccess = async (id, path) => {
    const access = await folderAccess(id, path);
    return { ...access, folders: mark(access.folders) };
  };
}

describe('a folder under the institution’s policy', () => {
  it('is no place for shares where it may not be shared, and what is in it may be one', async () => {
    const ipc = createFakeIpc();
    blocking(ipc, '/', '/Results/', '/Protocol/');
    const { user } = await openCollection({ ipc });
    await user.click(await screen.findByRole('button', { name: 'Copy these shares to…' }));
    const dialog = await screen.findByRole('dialog', { name: /^Copy the shares of/ });
    const protocol = await within(dialog).findByRole('treeitem', { name: /^Protocol/ });
    expect(protocol).toHaveAttribute('aria-disabled', 'true');
    expect(protocol).toHaveTextContent('Your institution doesn’t allow this folder to be shared.');
    await user.click(protocol);
    expect(protocol).toHaveAttribute('aria-selected', 'false');
    expect(await axeViolations()).toEqual([]);
    // Results holds one that may not be shared; its other folders may.
    const results = within(dialog).getByRole('treeitem', { name: /^Results/ });
    if (results.getAttribute('aria-expanded') !== 'true') await user.click(results);
    expect(results).toHaveAttribute('aria-selected', 'false');
    await user.click(await within(dialog).findByRole('treeitem', { name: /^figures/ }));
    await user.click(within(dialog).getByRole('button', { name: 'See what will change' }));
    expect(wentTo).toMatchObject({ action: { kind: 'copyTo', path: '/Results/figures/' } });
  });

  it('keeps its place in the tree, where it is only looked at', async () => {
    const ipc = createFakeIpc();
    blocking(ipc, '/Results/');
    const { user } = await openCollection({ ipc });
    const results = await screen.findByRole('treeitem', { name: /^Results/ });
    expect(results).not.toHaveAttribute('aria-disabled');
    await user.click(results);
    expect(results).toHaveAttribute('aria-selected', 'true');
  });

  it('gets more time no further than the institution allows', async () => {
    const ipc = createFakeIpc();
    ipc.policy = machinePolicy({ maxEndDays: 30 });
    const { user } = await openCollection({ ipc, name: 'Spring sequencing' });
    // From the last of them on, which would be ninety days.
    await user.click(await screen.findByRole('button', { name: 'Extend by 20 days' }));
    expect(wentTo).toMatchObject({ action: { kind: 'setEnd', end: { kind: 'on', day: '2026-10-17' } } });
  });

  it('gets no more time where its end is the last day already', async () => {
    const ipc = createFakeIpc();
    ipc.policy = machinePolicy({ maxEndDays: 1 });
    await openCollection({ ipc, name: 'Spring sequencing' });
    const extend = await screen.findByRole('button', { name: /^Extend by/ });
    expect(extend).toHaveAttribute('aria-disabled', 'true');
    expect(extend).toHaveAccessibleDescription('Your institution allows no later end.');
  });
});
