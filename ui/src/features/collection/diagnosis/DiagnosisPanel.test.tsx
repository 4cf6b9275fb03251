import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../ipc/bindings';
import { createFakeIpc, priya } from '../../../ipc/fake';
import { axeViolations } from '../../../test/axe';
import { openCollection, wentTo } from '../testing';

async function ask(name: string, ipc = createFakeIpc()) {
  const view = await openCollection({ ipc, path: '/Results/' });
  await view.user.click(await screen.findByRole('button', { name: `More about ${name}` }));
  await view.user.click(await screen.findByRole('menuitem', { name: /^Why can’t/ }));
  return view;
}

function answering(verdict: Verdict) {
  const ipc = createFakeIpc();
  ipc.collections.diagnosis = { steps: [], verdict };
  return ipc;
}

describe('why they can’t open it', () => {
  it('can be asked beside the folders, for somebody who is not on the list too', async () => {
    const { user } = await openCollection({ path: '/Results/' });
    await screen.findByRole('row', { name: /^Priya/ });
    await user.click(screen.getByRole('button', { name: 'Why can’t they open it?' }));
    const box = await screen.findByRole('combobox', { name: /^Somebody who is on the list/ });
    expect(box).toHaveFocus();
    expect(await axeViolations()).toEqual([]);
    await user.type(box, 'mei');
    await user.click((await screen.findAllByRole('option', { name: /Mei Tanaka/ }))[0] ?? box);
    expect(screen.getByRole('heading', { name: 'Why can’t Mei open Results?' })).toHaveFocus();
    expect(await screen.findByText(/Results is not shared with Mei/, { selector: 'p' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.getByRole('button', { name: 'Why can’t they open it?' })).toHaveFocus();
  });

  it('begins by itself for somebody whose page it was asked on', async () => {
    await openCollection({ path: '/Results/', why: priya });
    expect(await screen.findByRole('heading', { name: 'Why can’t Priya open Results?' })).toHaveFocus();
  });

  it('begins by itself and ends in one sentence with its fix', async () => {
    const { user, ipc } = await ask('Priya Raman');
    expect(screen.getByRole('heading', { name: 'Why can’t Priya open Results?' })).toHaveFocus();
    expect(await screen.findByText(/Nobody has signed in with this address yet/, { selector: 'p' })).toBeVisible();
    const steps = within(screen.getByRole('list', { name: 'What was looked at' }));
    expect(steps.getByText('The storage is online.')).toBeVisible();
    expect(steps.getByText('The address is not right, or nobody has signed in with it.')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Copy an invitation' }));
    expect(ipc.clipboard[0]).toContain('priya.raman@northfield.example');
    expect(ipc.clipboard[0]).toContain('origin_path=%2FResults%2F');
  });

  it('takes the address that they really sign in with', async () => {
    const { user, ipc } = await ask('Alex Kim');
    await user.type(
      screen.getByRole('textbox', { name: /Which address does Alex sign in with/ }),
      'akim@eastlake.example{Enter}',
    );
    expect(await screen.findByText(/It is shared with alex.kim@northfield.example/, { selector: 'p' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Copy a text for them' }));
    expect(ipc.clipboard[0]).toContain('sign in to Globus as alex.kim@northfield.example');
  });

  it('gives the focus back to the guest’s row', async () => {
    const { user } = await ask('Priya Raman');
    await user.click(await screen.findByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('heading', { name: 'Why can’t Priya open Results?' })).toBeNull();
    expect(screen.getByRole('button', { name: 'More about Priya Raman' })).toHaveFocus();
  });

  it('extends what has ended', async () => {
    const { user } = await ask('Priya Raman', answering({ kind: 'ended', at: '2026-09-01T04:59:59Z' }));
    expect(await screen.findByText('Their access ended on Mon 31 Aug 2026.', { selector: 'p' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Extend…' }));
    expect(wentTo).toMatchObject({ name: 'change', targets: { kind: 'rules' }, action: null });
  });

  it.each<[Verdict, RegExp]>([
    [{ kind: 'storageOffline' }, /storage is offline/],
    [{ kind: 'folderGone' }, /not where it was/],
    [{ kind: 'ownerLostAccess' }, /owner’s own access/],
    [{ kind: 'nothingShared', elsewhere: ['/Protocol/'] }, /, but Protocol is\./],
    [{ kind: 'notYetInGroup', group: 'Whitfield Lab', status: 'invited' }, /has not accepted yet/],
    [{ kind: 'notYetInGroup', group: null, status: 'pending' }, /has to approve it/],
    [{ kind: 'groupNotVisible', group: 'Whitfield Lab' }, /members can’t be seen/],
    [{ kind: 'needsFreshSignIn', minutes: 30 }, /30 minutes/],
    [{ kind: 'nothingFound' }, /Nothing is wrong as far as it can be seen/],
    [{ kind: 'notAnswered', error: { code: 'Offline' } }, /could not be found out/],
  ])('has a sentence for $kind', async (verdict, sentence) => {
    await ask('Priya Raman', answering(verdict));
    expect(await screen.findByText(sentence, { selector: 'p' })).toBeVisible();
  });
});
