import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { addressParts } from '../../components/guests/guests';
import { pseudoMessages } from '../../i18n/pseudo';
import { createFakeIpc } from '../../ipc/fake';
import { dateWords, literalText } from '../../test/literalText';
import { renderInApp } from '../../test/render';
import CollectionPage from './CollectionPage';
import { collectionId, openCollection, wentTo } from './testing';

describe('collection page', () => {
  it('says what it is, how fresh that is, and gives the link to the folder that is open', async () => {
    const { user, ipc } = await openCollection({ path: '/Results/' });
    expect(screen.getByText(/Shared folder \(guest collection\) on Northfield Research Storage/)).toHaveTextContent(
      'Checked 2 minutes ago.',
    );
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    expect(ipc.clipboard[0]).toMatch(/origin_path=%2FResults%2F$/);
  });

  it.each([
    ['of this computer by its path', 'Field notes', '/', /^\/data\/northfield\/field-notes$/],
    ['elsewhere by its link', 'Maple trial 2026', '/Results/', /^https:.*origin_path=%2FResults%2F$/],
  ])('leads into the share sheet for a folder %s', async (_, name, path, address) => {
    const { user } = await openCollection({ name, path });
    await user.click(screen.getByRole('button', { name: 'Add guests' }));
    expect(wentTo).toEqual({ name: 'share', paths: [expect.stringMatching(address)] });
  });

  it('offers no more guests to those who may not change who has access', async () => {
    const ipc = createFakeIpc();
    ipc.collections.may = { changeAccess: false };
    await openCollection({ ipc });
    expect(screen.queryByRole('button', { name: 'Add guests' })).toBeNull();
  });

  it('moves between its parts with the arrows', async () => {
    const { user } = await openCollection();
    screen.getByRole('tab', { name: 'Access' }).focus();
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('tab', { name: 'Roles' })).toHaveFocus();
    expect(await screen.findByRole('heading', { name: 'People with a role' })).toBeVisible();
    expect(wentTo).toMatchObject({ name: 'collection', tab: 'roles' });
  });

  it('shows what was read last when the connection is gone, with changes off', async () => {
    const { user, ipc } = await openCollection({ path: '/Results/' });
    await screen.findByRole('row', { name: /^Priya/ });
    ipc.audit.offline = true;
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(await screen.findByText(/You are offline. What stands here is from Thu 17 Sep 2026/)).toBeVisible();
    expect(screen.getByRole('row', { name: /^Priya/ })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Copy these shares to…' })).toHaveAttribute('aria-disabled', 'true');
    ipc.audit.offline = false;
    await user.click(screen.getByRole('button', { name: 'Try now' }));
    await waitFor(() => expect(screen.queryByText(/You are offline/)).toBeNull());
  });

  it('shows what was kept when there was no connection from the start, and all of it later', async () => {
    const ipc = createFakeIpc();
    ipc.audit.offline = true;
    const { user } = await openCollection({ ipc, path: '/Results/', tab: 'roles' });
    expect(await screen.findByText(/You are offline. What stands here is from Thu 17 Sep 2026, 09:10/)).toBeVisible();
    expect(await screen.findByRole('row', { name: /^Priya/ })).toBeVisible();
    expect(screen.getAllByRole('tab').map(({ textContent }) => textContent.trim())).toEqual(['Access', 'Activity']);
    expect(screen.getByRole('tab', { name: 'Access' })).toHaveAttribute('aria-selected', 'true');
    expect(screen.getByRole('button', { name: /^Clean up 1/ })).toHaveAttribute('aria-disabled', 'true');
    expect(screen.queryByRole('button', { name: 'Why can’t they open it?' })).toBeNull();
    ipc.audit.offline = false;
    await user.click(screen.getByRole('button', { name: 'Try now' }));
    expect(await screen.findByRole('tab', { name: 'Roles' })).toHaveAttribute('aria-selected', 'true');
  });

  it('says that it is gone, and leads back', async () => {
    const ipc = createFakeIpc();
    const id = collectionId(ipc, 'Maple trial 2026');
    ipc.audit.world.collections = [];
    renderInApp(<CollectionPage id={id} />, { ipc });
    expect(await screen.findByRole('heading', { name: 'This shared folder is not there any more' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Back to My shares' })).toBeVisible();
  });

  it('says why it could not be read, and tries again', async () => {
    const ipc = createFakeIpc();
    const id = collectionId(ipc, 'Maple trial 2026');
    ipc.audit.offline = true;
    ipc.audit.checkedAt = null;
    const { user } = renderInApp(<CollectionPage id={id} />, { ipc });
    expect(await screen.findByText('No connection')).toBeVisible();
    ipc.audit.offline = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Maple trial 2026' })).toBeVisible();
  });

  it.each(['access', 'roles', 'about', 'activity'] as const)(
    'takes all words of %s from the catalogue',
    async (tab) => {
      const ipc = createFakeIpc();
      const id = collectionId(ipc, 'Maple trial 2026');
      renderInApp(<CollectionPage id={id} path="/Results/" tab={tab} />, { ipc, messages: pseudoMessages() });
      await screen.findByRole('heading', { level: 1, name: 'Maple trial 2026' });
      await waitFor(() => expect(screen.queryAllByRole('status').some((each) => each.textContent === '…')).toBe(false));
      // An address stands in two parts, so that a line breaks after the @.
      const addresses = (username: string) => Object.values(addressParts(username));
      const names = ipc.audit.world.grants.flatMap(({ access }) => {
        if (access.to !== 'guest') return [];
        const { guest } = access;
        return [guest.name ?? '', ...(guest.kind === 'person' ? addresses(guest.username) : [])];
      });
      const folders = ['Protocol', 'Results', 'Sequencing', 'figures', 'raw', 'tables', 'Maple trial 2026'];
      const others = ['Northfield Research Storage', 'Northfield University', 'Marta Oyelaran', 'marta.oyelaran@'];
      const initials = /\b[A-Z]{2}\b/;
      expect(literalText([...names.filter(Boolean), ...folders, ...others, dateWords, initials])).toEqual([]);
    },
  );
});
