import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { ChangeEvent, ChangeOutcome } from '../../../ipc/bindings';
import { alex, createFakeIpc, jonas, marcus } from '../../../ipc/fake';
import { axeViolations } from '../../../test/axe';
import { renderApp } from '../../../test/render';
import { END, extend, heading, list, rulesOf, stopAlex } from '../testing/open';

describe('working', () => {
  it('follows each row and can be stopped', async () => {
    let send: (event: ChangeEvent) => void = () => undefined;
    const { user, ipc } = extend((fake) => {
      fake.applyChange = (_id, _confirmations, onEvent) => {
        send = onEvent;
        return new Promise<ChangeOutcome>(() => undefined);
      };
    });
    const cancel = vi.spyOn(ipc, 'cancelChange');
    await user.click(await screen.findByRole('button', { name: /^Change the end of|^Extend/ }));
    await heading(/Extending|Changing/);
    const rows = ipc.audit.plans[0]?.rows ?? [];
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(cancel).not.toHaveBeenCalled();
    act(() => send({ kind: 'started', id: 'change-1' }));
    expect(cancel).toHaveBeenCalledWith('change-1');
    act(() => {
      send({ kind: 'row', row: rows[0]?.id ?? '', state: { kind: 'done' } });
      send({ kind: 'row', row: rows[1]?.id ?? '', state: { kind: 'readingBack' } });
    });
    expect(list('Progress').getAllByRole('listitem')[0]).toHaveTextContent('Done, checked');
    expect(list('Progress').getAllByRole('listitem')[1]).toHaveTextContent('Reading back…');
    expect(screen.getByText('1 of 2')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });
});

describe('done', () => {
  it('says what was checked, and takes it back with a result of its own', async () => {
    const { user, ipc } = stopAlex();
    await user.click(await screen.findByRole('button', { name: /^Stop sharing with Alex Kim/ }));
    await waitFor(async () => expect(await heading('2 shares have ended')).toHaveFocus());
    expect(screen.getByText('Checked with Globus at 09:13.')).toBeVisible();
    expect(screen.getByRole('heading', { level: 2, name: 'What remains' })).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Undo all 2' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Take all 2 changes back?' });
    expect(within(dialog).getByRole('button', { name: 'Keep it' })).toHaveFocus();
    await user.click(within(dialog).getByRole('button', { name: 'Undo 2 changes' }));
    expect(await heading('2 changes are undone')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Undo/ })).not.toBeInTheDocument();
    expect(
      ipc.audit.world.grants.filter(({ access }) => access.to === 'guest' && access.guest.id === alex.id),
    ).toHaveLength(2);
  });

  it('keeps what worked, and tries only the rest again', async () => {
    const { user } = extend((ipc) => {
      const [first] = ipc.audit.world.grants.filter(
        ({ access }) => access.to === 'guest' && access.guest.id === jonas.id,
      );
      if (first) ipc.audit.failing.add(first.id);
    });
    await user.click(await screen.findByRole('button', { name: /^Extend/ }));
    await heading('1 of 2 are done');
    expect(screen.getByText('Globus did not answer, and its list does not have the change')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Retry the one that failed' }));
    expect(await heading('2 shares go on longer')).toBeVisible();
  });

  it('leaves the rest, and goes back to where one came from', async () => {
    const { user } = extend((ipc) => {
      ipc.audit.world.grants.forEach(({ id }) => ipc.audit.failing.add(id));
    });
    await user.click(await screen.findByRole('button', { name: /^Extend/ }));
    await heading('Nothing was changed');
    await user.click(screen.getByRole('button', { name: 'Leave the rest' }));
    expect(await screen.findAllByText('Left as it was')).toHaveLength(2);
    expect(screen.queryByRole('button', { name: /Retry/ })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Back to Home' }));
    expect(await heading('Share a folder')).toBeVisible();
  });

  it('shows what somebody else changed, and looks again', async () => {
    const { user, ipc } = extend((fake) => {
      fake.audit.world.grants.forEach(({ id }) => fake.audit.conflicts.add(id));
    });
    await user.click(await screen.findByRole('button', { name: /^Extend/ }));
    expect(await screen.findByText(/since you looked: now view and download, until Wed 23 Sep 2026\./)).toBeVisible();
    ipc.audit.conflicts.clear();
    await user.click(screen.getByRole('button', { name: 'Look again at the 2' }));
    expect(await heading('Check the new end')).toBeVisible();
  });

  it('does not claim that it was checked when it was not', async () => {
    const { user } = extend((ipc) => {
      const apply = ipc.applyChange;
      ipc.applyChange = async (...rest) => ({ ...(await apply(...rest)), verifiedAt: null });
    });
    await user.click(await screen.findByRole('button', { name: /^Extend/ }));
    expect(await screen.findByText(/could not be read back/)).toBeVisible();
    expect(screen.queryByText(/Checked with Globus/)).not.toBeInTheDocument();
  });

  it('shows why it was refused beside the review', async () => {
    const { user } = extend((ipc) => (ipc.applyChange = () => Promise.reject({ code: 'Offline' })));
    await user.click(await screen.findByRole('button', { name: /^Extend/ }));
    expect(await screen.findByText('No connection')).toBeVisible();
    expect(await heading('Check the new end')).toBeVisible();
  });
});

describe('a change that was interrupted', () => {
  async function interrupted() {
    const ipc = createFakeIpc();
    ipc.audit.world.grants
      .filter(({ access }) => access.to === 'guest' && access.guest.id === jonas.id)
      .forEach(({ id }) => ipc.audit.failing.add(id));
    const plan = await ipc.planChange(rulesOf(ipc, jonas, marcus), END);
    await ipc.applyChange(plan.id, { haveCopy: [], typedNames: [] }, () => undefined);
    return renderApp({ ipc });
  }

  it('is offered on Home and goes on', async () => {
    const { user } = await interrupted();
    expect(await screen.findByText('A change was interrupted: 1 of 2 are done.')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Go on' }));
    expect(await heading('2 shares go on longer')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Back to Home' }));
    await heading('Share a folder');
    await waitFor(() => expect(screen.queryByText(/A change was interrupted/)).not.toBeInTheDocument());
  });

  it('looks again at what others had changed, and at that only', async () => {
    const ipc = createFakeIpc();
    const [first, second] = ipc.audit.world.grants.filter(
      ({ access }) => access.to === 'guest' && [jonas.id, marcus.id].includes(access.guest.id),
    );
    ipc.audit.failing.add(first?.id ?? '');
    ipc.audit.conflicts.add(second?.id ?? '');
    const earlier = await ipc.planChange(rulesOf(ipc, jonas, marcus), END);
    await ipc.applyChange(earlier.id, { haveCopy: [], typedNames: [] }, () => undefined);
    const { user } = renderApp({ ipc });
    await user.click(await screen.findByRole('button', { name: 'Go on' }));
    const plan = vi.spyOn(ipc, 'planChange');
    ipc.audit.conflicts.clear();
    await user.click(await screen.findByRole('button', { name: /^Look again/ }));
    expect(await heading('Check the new end')).toBeVisible();
    const rule = { collectionId: second?.collection.id, ruleId: second?.id };
    expect(plan).toHaveBeenCalledWith({ kind: 'rules', rules: [rule] }, END);
  });

  it('can be left as it is', async () => {
    const { user } = await interrupted();
    await user.click(await screen.findByRole('button', { name: 'Leave the rest' }));
    expect(await screen.findByText('The rest is left as it was. 1 change stays done.')).toBeVisible();
    await waitFor(() => expect(screen.queryByText(/A change was interrupted/)).not.toBeInTheDocument());
  });
});
