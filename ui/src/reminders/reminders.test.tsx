import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Reminder } from '../ipc/bindings';
import { createFakeIpc } from '../ipc/fake';
import { alex, mei } from '../ipc/fake/people';
import { renderApp } from '../test/render';

const reminder: Reminder = {
  collectionId: 'c1',
  path: '/Results/',
  name: 'Results',
  guests: [alex, mei].map((person) => ({ to: 'guest', guest: { kind: 'person', ...person } })),
  rules: ['r1', 'r2'],
  endsAt: '2026-09-25T04:59:59Z',
  distance: 7,
  days: 7,
};

describe('reminders', () => {
  it('announce what ends, in words, and lead to it when they are clicked', async () => {
    const ipc = createFakeIpc();
    ipc.past.due = [reminder];
    renderApp({ ipc });
    await waitFor(() =>
      expect(ipc.past.shown).toEqual([
        {
          title: 'Results ends in 7 days',
          body: 'Alex Kim and one other guest lose access on Thu 24 Sep 2026. Extend it in My shares.',
        },
      ]),
    );
    expect(ipc.past.due).toEqual([]);
    const [maple] = ipc.audit.world.collections.filter(({ name }) => name === 'Maple trial 2026');
    act(() => ipc.past.openReminder({ collectionId: maple?.id ?? '', path: '/Results/' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Maple trial 2026' })).toBeInTheDocument();
    expect(await screen.findByRole('button', { name: 'Extend by 90 days' })).toBeInTheDocument();
  });

  it('stay quiet where the system shows none', async () => {
    const ipc = createFakeIpc();
    ipc.past.due = [reminder];
    ipc.showReminder = () => Promise.reject({ code: 'Unexpected', reference: 'x' });
    renderApp({ ipc });
    expect(await screen.findByRole('heading', { level: 1 })).toBeInTheDocument();
    expect(screen.queryByText(/went wrong|Something/)).not.toBeInTheDocument();
    expect(ipc.past.due).toEqual([reminder]);
  });

  it('are chosen in the settings, which say when they work', async () => {
    const { user, ipc } = renderApp({ start: { name: 'settings' } });
    expect(await screen.findByText(/while its window is open, or while it stays in the tray/)).toBeVisible();
    await user.click(screen.getByRole('checkbox', { name: '30 days ahead' }));
    await waitFor(() => expect(ipc.state.settings.reminderDays).toEqual([14, 7, 1]));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Keep what happened for' }), '1 year');
    await waitFor(() => expect(ipc.state.settings.historyDays).toBe(365));
  });

  it('read again first what is old, so that nothing is announced that changed', async () => {
    const ipc = createFakeIpc();
    ipc.past.due = [reminder];
    ipc.audit.checkedAt = '2026-09-16T12:00:00Z';
    const refresh = ipc.refreshAudit;
    ipc.refreshAudit = (onEvent) => {
      // Somebody has put the end off in the meantime.
      ipc.past.due = [];
      return refresh(onEvent);
    };
    renderApp({ ipc });
    await waitFor(() => expect(ipc.audit.checkedAt).not.toBe('2026-09-16T12:00:00Z'));
    expect(ipc.past.shown).toEqual([]);
  });
});
