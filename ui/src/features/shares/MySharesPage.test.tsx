import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { MyShares, Share } from '../../ipc/bindings';
import type { IpcError } from '../../ipc/error';
import { createFakeIpc, endsIn, type FakeIpc } from '../../ipc/fake';
import { pseudoMessages } from '../../i18n/pseudo';
import type { Route } from '../../navigation/navigation';
import { axeViolations } from '../../test/axe';
import { dateWords, literalText } from '../../test/literalText';
import { renderApp } from '../../test/render';
import { group, list, person, rule, share, STORAGE, withRole } from './fixtures';

const SHARES: Share[] = [
  share('Spring sequencing', [
    person('Jonas Lindqvist', { outside: true }, { endsAt: endsIn(6) }),
    group('Whitfield Lab', { endsAt: endsIn(20) }),
    person('Mei Tanaka', { outside: true }),
    person('Priya Raman', { status: 'unused' }),
  ]),
  share(
    'Results',
    [person('Alex Kim', {}, { permissions: 'rw', endsAt: endsIn(30) }), withRole('Tomás Ferreira', 'administrator')],
    {
      path: '/Results/',
      collectionName: 'Maple trial 2026',
    },
  ),
  share('Gel images 2024', [person('Omar Haddad', {}, { endsAt: endsIn(43) })], { badges: ['folderNotFound'] }),
  share('Field notes', [person('Alex Kim', {}, { endsAt: endsIn(90) })], {
    badges: ['offline'],
    storage: { ...STORAGE, kind: 'thisComputer', online: false },
  }),
  share('Teaching set', [rule({ to: 'anyone' }, { endsAt: null })], { badges: ['anyone', 'noEndDate'] }),
];

function answering(answer: MyShares | (() => Promise<MyShares>)): FakeIpc {
  const ipc = createFakeIpc();
  ipc.myShares = vi.fn(typeof answer === 'function' ? answer : () => Promise.resolve(structuredClone(answer)));
  return ipc;
}

async function open(ipc: FakeIpc = answering(list(SHARES)), focus?: 'endingSoon' | 'needAttention') {
  const start: Route = { name: 'shares', ...(focus && { focus }) };
  const view = renderApp({ ipc, start });
  await screen.findByRole('heading', { level: 1, name: 'My shares' });
  return view;
}

/** Names of the shares in the table, from top to bottom. */
function folders(): string[] {
  return within(screen.getByRole('table'))
    .getAllByRole('button', { expanded: false })
    .map((button) => button.textContent);
}

afterEach(() => vi.restoreAllMocks());

const row = (name: string) => screen.getByRole('row', { name: new RegExp(name) });

describe('the list', () => {
  it('says how many shares there are, where, and how fresh that is', async () => {
    await open();
    expect(await screen.findByText(/5 shares in 5 shared folders\. Checked 2 minutes ago\./)).toBeVisible();
    expect(screen.getByText('Showing 5 of 5')).toBeVisible();
  });

  it('shows what was read last at once, and asks Globus in the background', async () => {
    const old = list(SHARES.slice(0, 1), { checkedAt: '2026-09-17T12:00:00Z' });
    const fresh = list(SHARES, { checkedAt: '2026-09-17T14:12:00Z' });
    let answer: (value: MyShares) => void = () => undefined;
    const ipc = createFakeIpc();
    ipc.myShares = vi.fn((refresh: boolean) =>
      refresh ? new Promise<MyShares>((done) => (answer = done)) : Promise.resolve(old),
    );
    await open(ipc);
    expect(await screen.findByText(/1 share in 1 shared folder\. Checked today, 07:00\./)).toBeVisible();
    await screen.findByRole('button', { name: 'Checking…' });
    answer(fresh);
    expect(await screen.findByText(/5 shares in 5 shared folders\. Checked just now\./)).toBeVisible();
    expect(vi.mocked(ipc.myShares).mock.calls).toEqual([[false], [true]]);
  });

  it('asks again when told to', async () => {
    const { user, ipc } = await open();
    await user.click(await screen.findByRole('button', { name: 'Check again' }));
    await waitFor(() => expect(vi.mocked(ipc.myShares).mock.calls.filter(([refresh]) => refresh)).not.toHaveLength(0));
    expect(await screen.findByText('The list is up to date.')).toBeInTheDocument();
  });

  it('puts who, level and end beside each folder, with what is wrong in words', async () => {
    await open();
    await screen.findByRole('table');
    expect(row('Spring sequencing')).toHaveTextContent(/4 guests: Jonas Lindqvist, Whitfield Lab, Mei Tanaka and more/);
    expect(row('Spring sequencing')).toHaveTextContent(/Can view and download/);
    expect(row('Spring sequencing')).toHaveTextContent(/Wed 23 Sep 2026.*in 6 days/);
    expect(row('Results')).toHaveTextContent(/in Maple trial 2026.*Can also add, change and delete/);
    expect(row('Gel images')).toHaveTextContent('Folder not found');
    expect(row('Field notes')).toHaveTextContent(/This computer.*Offline right now/);
    expect(row('Teaching set')).toHaveTextContent(/Anyone, no sign-in.*No end date/);
  });

  it('names collections that could not be read, and says that the list is cut short', async () => {
    const problems = [
      { collectionId: 'x', name: 'Cell atlas', error: { code: 'Timeout', outcomeUnknown: false } as IpcError },
    ];
    await open(answering(list(SHARES, { problems, cutShort: true })));
    expect(await screen.findByText('1 shared folder could not be read.')).toBeVisible();
    expect(screen.getByText('Cell atlas').closest('li')).toHaveTextContent('Globus took too long to answer');
    expect(screen.getByText('This list is not complete.')).toBeVisible();
  });

  it('is empty with the one action that fills it', async () => {
    const { user } = await open(answering(list([])));
    expect(await screen.findByRole('heading', { name: 'Nothing is shared yet' })).toBeVisible();
    expect(screen.queryByRole('searchbox')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Share a folder' }));
    expect(screen.queryByRole('heading', { name: 'My shares' })).not.toBeInTheDocument();
  });

  it('says what is wrong when there is nothing to show, and tries again', async () => {
    let broken = true;
    const { user } = await open(
      answering(() =>
        broken ? Promise.reject({ code: 'Timeout', outcomeUnknown: false }) : Promise.resolve(list(SHARES)),
      ),
    );
    expect(await screen.findByText('Globus took too long to answer')).toBeVisible();
    broken = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('table')).toBeVisible();
  });

  it('copies the link of a share', async () => {
    const { user, ipc } = await open();
    await user.click(await screen.findByRole('button', { name: 'Copy the link to Results' }));
    expect(ipc.clipboard).toEqual([SHARES[1]?.link]);
    expect(await screen.findByText('The link to Results is copied.')).toBeVisible();
  });
});

describe('narrowing and sorting', () => {
  it('offers only chips that have something to show, with their counts', async () => {
    await open();
    const chips = await screen.findByRole('group', { name: 'Show only' });
    const names = within(chips)
      .getAllByRole('button')
      .map((chip) => chip.textContent.replace(/\s*(\d+)$/, ' $1'));
    expect(names).toEqual([
      'Ending soon 1',
      'No end date 1',
      'Can change files 1',
      'Outside 1',
      'Public 1',
      'Broken 2',
      'Through a role 1',
    ]);
  });

  it('narrows down by chip and search, and back to all', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: /Broken/ }));
    expect(folders()).toEqual(['Gel images 2024', 'Field notes']);
    await user.type(screen.getByRole('searchbox', { name: 'Find a name or folder' }), 'alex');
    expect(folders()).toEqual(['Field notes']);
    expect(screen.getByText('Showing 1 of 5')).toBeVisible();
    await user.type(screen.getByRole('searchbox'), 'zzz');
    expect(screen.getByText('No share fits what you are looking for.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all 5 shares' }));
    expect(folders()).toHaveLength(5);
  });

  it.each([
    ['endingSoon', 'Ending soon', ['Spring sequencing']],
    ['needAttention', 'Needs a look', ['Gel images 2024', 'Field notes', 'Teaching set']],
  ] as const)('opens narrowed down to %s', async (focus, chip, shown) => {
    await open(undefined, focus);
    expect(await screen.findByRole('button', { name: new RegExp(chip), pressed: true })).toBeVisible();
    expect(folders()).toEqual(shown);
  });

  it('sorts by end date and by name, and says so', async () => {
    const { user } = await open();
    const end = await screen.findByRole('columnheader', { name: 'First end date' });
    const name = screen.getByRole('columnheader', { name: 'Shared folder' });
    expect(end).toHaveAttribute('aria-sort', 'ascending');
    expect(folders()).toEqual(['Spring sequencing', 'Results', 'Gel images 2024', 'Field notes', 'Teaching set']);
    await user.click(within(name).getByRole('button'));
    expect(name).toHaveAttribute('aria-sort', 'ascending');
    expect(end).toHaveAttribute('aria-sort', 'none');
    expect(folders()).toEqual(['Field notes', 'Gel images 2024', 'Results', 'Spring sequencing', 'Teaching set']);
    await user.click(within(name).getByRole('button'));
    expect(name).toHaveAttribute('aria-sort', 'descending');
    expect(folders()[0]).toBe('Teaching set');
  });

  it('draws only the rows in sight of a long list, and counts all of them', async () => {
    // jsdom has no layout: what scrolls is as high as the window, and a row as high as a row.
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(73);
    vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(760);
    const many = Array.from({ length: 400 }, (_, index) => share(`Run ${index + 1}`, [person('Alex Kim')]));
    await open(answering(list(many)));
    const table = await screen.findByRole('table');
    expect(table).toHaveAttribute('aria-rowcount', '401');
    await waitFor(() => expect(within(table).getAllByRole('row').length).toBeGreaterThan(5));
    expect(within(table).getAllByRole('row').length).toBeLessThan(80);
  });
});

describe('offline', () => {
  async function openOffline() {
    const ipc = createFakeIpc();
    ipc.myShares = vi.fn((refresh: boolean) =>
      refresh
        ? Promise.reject({ code: 'Offline' } satisfies IpcError)
        : Promise.resolve(list(SHARES, { checkedAt: '2026-09-17T12:02:00Z' })),
    );
    ipc.changeAccess = vi.fn(ipc.changeAccess);
    ipc.removeAccess = vi.fn(ipc.removeAccess);
    const view = await open(ipc);
    await screen.findByText('You are offline. This list is from today, 07:02.');
    return view;
  }

  it('shows the last known list with its time, and nothing that could be changed', async () => {
    const { user } = await openOffline();
    expect(folders()).toHaveLength(5);
    await user.click(screen.getByRole('button', { name: 'Spring sequencing' }));
    expect(row('jonas.lindqvist@')).toHaveTextContent(/Can view and download/);
    expect(screen.queryByRole('button', { name: /Level for/ })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^End date for/ })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Stop sharing/ })).not.toBeInTheDocument();
    expect(screen.getByText('Levels, end dates and stopping need a connection.')).toBeVisible();
  });

  it('goes back to normal when the connection is there again', async () => {
    const { user, ipc } = await openOffline();
    ipc.myShares = () => Promise.resolve(list(SHARES));
    await user.click(screen.getByRole('button', { name: 'Try now' }));
    await waitFor(() => expect(screen.queryByText(/You are offline/)).not.toBeInTheDocument());
    await user.click(screen.getByRole('button', { name: 'Spring sequencing' }));
    expect(screen.getAllByRole('button', { name: /Level for/ })).toHaveLength(4);
  });
});

describe('accessibility and words', () => {
  it('breaks no rule of axe, closed or open', async () => {
    const { user } = await open();
    await screen.findByRole('table');
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Spring sequencing' }));
    await user.click(screen.getByRole('button', { name: 'Results' }));
    expect(await axeViolations()).toEqual([]);
  });

  it('opens a share and reaches its guests by keyboard alone', async () => {
    const { user } = await open(undefined, 'endingSoon');
    const opener = await screen.findByRole('button', { name: 'Spring sequencing' });
    while (document.activeElement !== opener) await user.tab();
    await user.keyboard('{Enter}');
    expect(opener).toHaveAttribute('aria-expanded', 'true');
    await user.tab();
    await user.tab();
    expect(screen.getByRole('button', { name: /Level for Jonas Lindqvist/ })).toHaveFocus();
    await user.tab();
    expect(screen.getByRole('button', { name: /End date for Jonas Lindqvist/ })).toHaveFocus();
    await user.tab();
    expect(screen.getByRole('button', { name: 'Stop sharing Spring sequencing with Jonas Lindqvist' })).toHaveFocus();
  });

  it('takes every word from the catalogue', async () => {
    const view = renderApp({ ipc: answering(list(SHARES)), start: { name: 'shares' }, messages: pseudoMessages() });
    await view.user.click(await screen.findByRole('button', { name: 'Results' }));
    const main = screen.getByRole('main');
    const data = [
      ...SHARES.flatMap((one) => [one.name, one.collectionName]),
      ...['Jonas Lindqvist', 'Whitfield Lab', 'Mei Tanaka', 'Priya Raman', 'Alex Kim', 'Tomás Ferreira', 'Omar Haddad'],
      /[\w.]+@northfield\.example/,
      /[\w.]+@/,
      'northfield.example',
      'Northfield University',
      'Northfield Research Storage',
      dateWords,
      /\b(?:JL|MT|PR|AK|OH|TF)\b/,
    ];
    expect(literalText(data, main)).toEqual([]);
  });
});
