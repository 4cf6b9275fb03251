import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { axeViolations } from '../../../test/axe';
import { createFakeIpc } from '../../../ipc/fake';
import { collectionId, openCollection, wentTo } from '../testing';

const rows = () => screen.getAllByRole('listitem').filter((row) => row.querySelector('time') !== null);

describe('activity of a collection', () => {
  it('lists only what happened on it, and narrows as Activity does', async () => {
    const ipc = createFakeIpc();
    const [first] = ipc.past.entries;
    if (first) ipc.past.entries.push({ ...first, id: 'elsewhere', collectionId: collectionId(ipc, 'Field notes') });
    const { user } = await openCollection({ ipc, tab: 'activity' });
    expect(await screen.findByRole('region', { name: 'Thu 17 Sep 2026' })).toBeVisible();
    expect(rows()).toHaveLength(8);
    await user.click(screen.getByRole('radio', { name: 'Somebody else' }));
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(rows()[0]).toHaveTextContent('Somebody else shared raw with Jonas Lindqvist');
    await user.click(screen.getByRole('button', { name: 'Show everything' }));
    await waitFor(() => expect(rows()).toHaveLength(8));
    expect(await axeViolations()).toEqual([]);
  });

  it('undoes from here, and saves only what happened here', async () => {
    const { user, ipc } = await openCollection({ tab: 'activity' });
    const undo = vi.spyOn(ipc, 'undoChange').mockRejectedValueOnce({ code: 'Offline' });
    await user.click(await screen.findByRole('button', { name: /^Undo… what happened/ }));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Undo' }));
    expect(undo.mock.calls[0]?.[0]).toBe('change-1');
    expect(await screen.findByText('No connection')).toBeVisible();
    const save = vi.spyOn(ipc, 'saveHistory');
    await user.click(screen.getByRole('button', { name: 'Save as a file…' }));
    await user.click(await screen.findByRole('button', { name: 'Choose where…' }));
    await waitFor(() => expect(save.mock.calls[0]?.[0]?.collectionId).toBe(collectionId(ipc, 'Maple trial 2026')));
  });

  it('says that nothing has happened here, and leads to what happened everywhere', async () => {
    const { user } = await openCollection({ name: 'Field notes', tab: 'activity' });
    expect(await screen.findByRole('heading', { name: 'Nothing has happened on Field notes yet.' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Activity of all shared folders' }));
    expect(wentTo).toEqual({ name: 'activity' });
  });
});
