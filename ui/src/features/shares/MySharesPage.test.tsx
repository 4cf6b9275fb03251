import { screen, waitFor, within } from '@testing-library/react';
import { useEffect } from 'react';
import { describe, expect, it, vi } from 'vitest';

import { createFakeIpc, sampleWorld, type FakeIpc } from '../../ipc/fake';
import { useNavigation, type Route } from '../../navigation/navigation';
import { axeViolations } from '../../test/axe';
import { renderInApp } from '../../test/render';
import MySharesPage from './MySharesPage';

let here: Route = { name: 'home' };

function Here() {
  const { route } = useNavigation();
  useEffect(() => {
    here = route;
  }, [route]);
  return route.name === 'shares' ? <MySharesPage /> : null;
}

function setup(prepare: (ipc: FakeIpc) => void = () => undefined, start: Route = { name: 'shares' }) {
  const ipc = createFakeIpc();
  prepare(ipc);
  const view = renderInApp(<Here />, { ipc, start });
  return Promise.resolve({ ...view, user: view.user });
}

const grid = () => screen.findByRole('treegrid');
const rows = () => screen.getAllByRole('row').filter((row) => row.dataset.index !== undefined);
const names = () => rows().map((row) => within(row).getAllByRole('gridcell')[1]?.textContent ?? '');
const rowOf = (name: RegExp) => screen.findByRole('row', { name });
const people = async (user: Awaited<ReturnType<typeof setup>>['user']) => {
  await grid();
  await user.click(screen.getByRole('radio', { name: 'By person' }));
  await screen.findByRole('columnheader', { name: 'Person' });
};

describe('the list', () => {
  it('opens at once with what is kept and does not read Globus while that is young', async () => {
    const { ipc } = await setup();
    expect(await screen.findByText(/22 shares in 21 shared folders\. Checked 2 minutes ago\./)).toBeVisible();
    await grid();
    expect(names()[0]).toContain('Spring sequencing');
    expect(ipc.audit.readings).toBe(0);
  });

  it('reads again in the background when it is old, and keeps showing what is known', async () => {
    const { ipc } = await setup(({ audit }) => (audit.checkedAt = '2026-09-17T13:00:00Z'));
    expect(await rowOf(/Spring sequencing/)).toBeVisible();
    expect(await screen.findByText(/Checked just now/)).toBeVisible();
    expect(ipc.audit.readings).toBe(1);
  });

  it('says how far the first reading is, then that nothing is shared', async () => {
    const { ipc } = await setup(({ audit }) => {
      audit.checkedAt = null;
      audit.world = { ...audit.world, grants: [] };
    });
    expect(await screen.findByText('Reading what you share…')).toBeVisible();
    expect(await screen.findByRole('heading', { name: 'Nothing is shared yet' })).toBeVisible();
    expect(ipc.audit.readings).toBe(1);
    expect(await axeViolations()).toEqual([]);
  });

  it('shows people with what they reach below them, through what, and what has no effect', async () => {
    const { user } = await setup();
    await people(user);
    expect(screen.getByText(/48 people and 3 groups can see something of yours/)).toBeVisible();
    await user.click(await screen.findByRole('button', { name: 'Open Alex Kim' }));
    const alex = await rowOf(/^Select Alex Kim/);
    expect(alex).toHaveAttribute('aria-expanded', 'true');
    expect(await screen.findByText('No effect')).toBeVisible();
    expect(screen.getAllByText('through Whitfield Lab')).toHaveLength(2);
    const role = await rowOf(/^Select Tomás Ferreira/);
    expect(role).toHaveTextContent('Everything, through the administrator role');
    expect(role).toHaveTextContent('With the role');
    expect(await axeViolations()).toEqual([]);
  });

  it('marks what is broken, offline, public and without end, with the fix beside it', async () => {
    await setup();
    expect(await rowOf(/Gel images 2024/)).toHaveTextContent('Folder not found');
    expect(await rowOf(/Field notes/)).toHaveTextContent('Offline right now');
    const teaching = await rowOf(/Teaching set/);
    expect(teaching).toHaveTextContent('Anyone, no sign-in');
    expect(teaching).toHaveTextContent('reason: teaching');
    expect(screen.getByRole('button', { name: 'Point to new place' })).toBeVisible();
  });

  it('finds with each letter, and the latest answer wins', async () => {
    const { user, ipc } = await setup();
    await grid();
    const asked = vi.spyOn(ipc, 'auditPage');
    await user.type(screen.getByRole('searchbox', { name: 'Find a name or folder' }), 'tomas');
    await waitFor(() => expect(names()).toHaveLength(2));
    const searches = asked.mock.calls.map(([query]) => query.search);
    expect(new Set(searches)).toEqual(new Set(['t', 'to', 'tom', 'toma', 'tomas']));
    expect(screen.getByText('Showing 2 of 22')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    await waitFor(() => expect(names()).toHaveLength(22));
  });

  it('narrows down with chips that say how many they leave; empty ones stay', async () => {
    const { user } = await setup(({ audit }) => (audit.world = sampleWorld(0)));
    await user.click(await screen.findByRole('button', { name: 'Ending soon 1' }));
    await waitFor(() => expect(names()).toHaveLength(1));
    expect(screen.getByRole('button', { name: 'Changed since last visit 2' })).toHaveAttribute('aria-pressed', 'false');
    await user.type(screen.getByRole('searchbox'), 'nobody at all');
    expect(await screen.findByText('Nothing fits what you are looking for.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Public 0' })).toBeVisible();
  });

  it('begins with what a tile on Home counted', async () => {
    await setup(undefined, { name: 'shares', focus: 'needAttention' });
    expect(await screen.findByRole('button', { name: 'Needs attention 4' })).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() => expect(names()).toHaveLength(4));
  });

  it('sorts by a column and says so', async () => {
    const { user } = await setup();
    await grid();
    expect(screen.getByRole('columnheader', { name: 'First end date' })).toHaveAttribute('aria-sort', 'ascending');
    await user.click(screen.getByRole('button', { name: 'Guests' }));
    expect(screen.getByRole('columnheader', { name: 'Guests' })).toHaveAttribute('aria-sort', 'descending');
    await waitFor(() => expect(names()[0]).toContain('Run'));
  });

  it('draws a long list by what is in sight', async () => {
    await setup(({ audit }) => (audit.world = sampleWorld(900)));
    const table = await grid();
    await waitFor(() => expect(table).toHaveAttribute('aria-rowcount', String(908 + 1)));
    expect(rows().length).toBeLessThan(60);
  });
});

describe('without a connection', () => {
  const offline = ({ audit }: FakeIpc) => {
    audit.offline = true;
    audit.checkedAt = '2026-09-17T12:00:00Z';
  };

  it('shows the last known list with its time, and changes are off with the reason', async () => {
    const { user } = await setup(offline);
    expect(await screen.findByText('You are offline. This list is from today, 07:00.')).toBeVisible();
    await user.click(await screen.findByRole('checkbox', { name: 'Select Spring sequencing' }));
    const extend = screen.getByRole('button', { name: 'Extend 1 share…' });
    expect(extend).toHaveAttribute('aria-disabled', 'true');
    expect(extend).toHaveAccessibleDescription('Needs a connection');
    await user.click(screen.getByRole('button', { name: 'More for Spring sequencing' }));
    expect(await screen.findByRole('menuitem', { name: /^Stop sharing…/ })).toHaveTextContent('Needs a connection');
    await user.click(screen.getByRole('menuitem', { name: /^Stop sharing…/ }));
    expect(here.name).toBe('shares');
    expect(await axeViolations()).toEqual([]);
  });

  it('goes on when the connection is back', async () => {
    const { user, ipc } = await setup(offline);
    await screen.findByText(/You are offline/);
    ipc.audit.offline = false;
    await user.click(screen.getByRole('button', { name: 'Try now' }));
    await waitFor(() => expect(screen.queryByText(/You are offline/)).not.toBeInTheDocument());
  });

  it('names what could not be read, and says when the list was cut short', async () => {
    await setup(({ audit }) => {
      audit.problems = [{ collectionId: 'c', name: 'Lab archive', error: { code: 'Timeout', outcomeUnknown: false } }];
      audit.cutShort = true;
    });
    expect(await screen.findByText('1 shared folder could not be read.')).toBeVisible();
    expect(screen.getByText('This list is not complete.')).toBeVisible();
  });
});
