import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { pseudoMessages } from '../../i18n/pseudo';
import { createFakeIpc, type FakeOptions } from '../../ipc/fake';
import type { ShareDraft, ShareOutcome, UnfinishedShare } from '../../ipc/bindings';
import { useNavigation } from '../../navigation/navigation';
import { axeViolations } from '../../test/axe';
import { dateWords, literalText } from '../../test/literalText';
import { renderInApp } from '../../test/render';
import { alex, jonas, toPerson } from '../../ipc/fake';
import { Home } from './Home';

const draft: ShareDraft = {
  id: 'draft-1',
  folders: ['/data/northfield/interviews', '/data/northfield/consent'],
  collectionId: null,
  guests: [{ guest: toPerson(alex), permissions: 'r', end: { kind: 'on', day: '2026-12-18' } }],
  defaultPermissions: 'r',
  defaultEnd: { kind: 'on', day: '2026-12-16' },
  message: '',
  notify: 'email',
  wider: { kind: 'off' },
  collectionName: null,
  forceEncryption: false,
};

const unfinished: UnfinishedShare = {
  shareId: 'share-1',
  folders: ['Results'],
  startedAt: '2026-09-16T20:00:00Z',
  shared: 1,
  total: 2,
  waitsFor: null,
};

function outcome(last: 'shared' | 'failed'): ShareOutcome {
  const row = (person: typeof alex, state: ShareOutcome['results'][number]['state']) => ({
    grant: person.id,
    access: { to: 'guest' as const, guest: toPerson(person) },
    path: '/',
    state,
    ruleId: null,
    permissions: 'r' as const,
    endsAt: null,
    emailRequested: false,
  });
  return {
    shareId: 'share-1',
    plan: { id: 'p', folders: [], grants: [], warnings: [], ticks: [], timeZone: 'America/Chicago', commands: [] },
    results: [
      row(alex, { kind: 'shared' }),
      row(jonas, last === 'shared' ? { kind: 'shared' } : { kind: 'failed', error: { code: 'LimitExceeded' } }),
    ],
    links: [],
    stoppedBy: null,
    verifiedAt: null,
    waitsFor: null,
  };
}

/** Home, and where it led to as text. */
function setup(options: FakeOptions & { ipc?: ReturnType<typeof createFakeIpc>; messages?: object } = {}) {
  function Place() {
    const { route, navigate } = useNavigation();
    return (
      <>
        {route.name === 'home' ? <Home /> : null}
        <output data-testid="route">{JSON.stringify(route)}</output>
        <button data-testid="back" aria-label="back" onClick={() => navigate({ name: 'home' })} />
      </>
    );
  }
  return renderInApp(
    <main>
      <Place />
    </main>,
    options as Parameters<typeof renderInApp>[1],
  );
}

const route = (): unknown => JSON.parse(screen.getByTestId('route').textContent);
const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('home', () => {
  it('chooses a folder and opens its sheet', async () => {
    const { user } = setup();
    await user.click(button('Choose a folder…'));
    await waitFor(() => expect(route()).toEqual({ name: 'share', paths: ['/data/northfield/maple-trial/Results'] }));
  });

  it('stays when the folder dialog is closed', async () => {
    const ipc = createFakeIpc();
    ipc.chosen = [];
    const { user } = setup({ ipc });
    await user.click(button('Choose a folder…'));
    await screen.findByText('Spring sequencing');
    expect(route()).toEqual({ name: 'home' });
  });

  it('takes a pasted path, in quotes too', async () => {
    const { user } = setup();
    await user.click(button('Paste a path'));
    const field = screen.getByRole('textbox', { name: 'Path of the folder' });
    expect(field).toHaveFocus();
    await user.type(field, '"/data/northfield/plots"{Enter}');
    await waitFor(() => expect(route()).toEqual({ name: 'share', paths: ['/data/northfield/plots'] }));
  });

  it('goes back to the button when no path is pasted after all', async () => {
    const { user } = setup();
    await user.click(button('Paste a path'));
    await user.click(button('Cancel'));
    expect(screen.queryByRole('textbox', { name: 'Path of the folder' })).not.toBeInTheDocument();
    expect(button('Paste a path')).toHaveFocus();
  });

  it('takes a pasted link to a folder on storage', async () => {
    const { user } = setup();
    await user.click(button('Paste a path'));
    const link = 'https://app.globus.org/file-manager?origin_id=1&origin_path=%2Fprojects%2Freef%2F';
    await user.type(screen.getByRole('textbox', { name: 'Path of the folder' }), `${link}{Enter}`);
    await waitFor(() => expect(route()).toEqual({ name: 'share', paths: [link] }));
  });

  it('leads to storage elsewhere', async () => {
    const { user } = setup();
    await user.click(button('Browse storage…'));
    expect(route()).toEqual({ name: 'browse' });
  });

  it.each([
    ['', /Type or paste the path/],
    ['plots', /not a whole path/],
    ['/data/missing', /Nothing is at that path/],
    ['/data/secret', /does not let you look into it/],
  ])('says beside the field why “%s” can’t be used, and keeps it', async (path, sentence) => {
    const { user } = setup();
    await user.click(button('Paste a path'));
    const field = screen.getByRole('textbox', { name: 'Path of the folder' });
    if (path !== '') await user.type(field, path);
    await user.click(button('Go on with this path'));
    await waitFor(() => expect(field).toHaveAccessibleDescription(sentence));
    expect(field).toHaveValue(path);
    expect(field).toHaveFocus();
    expect(route()).toEqual({ name: 'home' });
  });

  it('hands a file on: the next page offers its folder', async () => {
    const { user } = setup();
    await user.click(button('Paste a path'));
    await user.type(screen.getByRole('textbox', { name: 'Path of the folder' }), '/data/x/report.pdf{Enter}');
    await waitFor(() => expect(route()).toEqual({ name: 'share', paths: ['/data/x/report.pdf'] }));
  });

  it('closes the field on Esc', async () => {
    const { user } = setup();
    await user.click(button('Paste a path'));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  });

  it('asks whether several folders go together', async () => {
    const ipc = createFakeIpc();
    ipc.chosen = ['/data/a', '/data/b', '/data/c'];
    const { user } = setup({ ipc });
    await user.click(button('Choose a folder…'));
    expect(await screen.findByRole('heading', { name: 'You chose 3 folders' })).toHaveFocus();
    await user.click(button('Share all 3 together'));
    expect(route()).toEqual({ name: 'share', paths: ['/data/a', '/data/b', '/data/c'] });
  });

  it('shares several folders one by one and keeps the rest waiting', async () => {
    const ipc = createFakeIpc();
    ipc.chosen = ['/data/a', '/data/b', '/data/c'];
    const { user } = setup({ ipc });
    await user.click(button('Choose a folder…'));
    await user.click(await screen.findByRole('button', { name: 'One by one' }));
    expect(route()).toEqual({ name: 'share', paths: ['/data/a'] });
    await user.click(screen.getByTestId('back'));
    expect(await screen.findByText('2 more folders wait for you')).toBeVisible();
    await user.click(button('Share b next'));
    expect(route()).toEqual({ name: 'share', paths: ['/data/b'] });
    await user.click(screen.getByTestId('back'));
    await user.click(await screen.findByRole('button', { name: 'Leave it' }));
    expect(screen.queryByText(/wait/)).not.toBeInTheDocument();
  });

  it('counts what deserves a look, and leads there', async () => {
    const { user } = setup();
    const soon = await screen.findByRole('button', { name: '1 Ending in 14 days' });
    expect(button('4 Need attention')).toBeVisible();
    await user.click(soon);
    expect(route()).toEqual({ name: 'shares', focus: 'endingSoon' });
  });

  it('says so when nothing deserves a look', async () => {
    const ipc = createFakeIpc();
    ipc.audit.world = { ...ipc.audit.world, grants: [] };
    setup({ ipc });
    expect(await screen.findByRole('button', { name: '0 Nothing ends in 14 days' })).toBeVisible();
    expect(button('0 Nothing needs attention')).toBeVisible();
  });

  it('lists recent folders with guests and date, and opens one again', async () => {
    const { user } = setup();
    const row = await screen.findByRole('button', { name: /Spring sequencing/ });
    expect(row).toHaveTextContent('Eastlake Core, Mei Tanaka and 1 more');
    expect(row).toHaveTextContent('Wed 23 Sep 2026');
    expect(row).toHaveTextContent('ends in 6 days');
    expect(button(/Thesis figures/)).toHaveTextContent('Not shared yet');
    await user.click(row);
    expect(route()).toEqual({ name: 'share', paths: ['/data/northfield/spring-sequencing'] });
  });

  it('clears the list only after a question, whose safe answer has the focus', async () => {
    const { user } = setup();
    await user.click(await screen.findByRole('button', { name: 'Clear list' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Clear the list of recent folders?' });
    expect(within(dialog).getByRole('button', { name: 'Keep the list' })).toHaveFocus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(screen.getByText('Spring sequencing')).toBeVisible();

    await user.click(button('Clear list'));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Clear list' }));
    expect(await screen.findByText(/are listed here, on this computer only/)).toBeVisible();
  });

  it('goes on with a draft, and deletes one with a way back', async () => {
    const { user } = setup({ drafts: [draft] });
    expect(await screen.findByText('interviews and one more folder')).toBeVisible();
    await user.click(button('Delete the draft for interviews'));
    expect(await screen.findByText('The draft for interviews is deleted.')).toBeVisible();
    await waitFor(() => expect(screen.queryByText('Saved for later')).not.toBeInTheDocument());
    await user.click(button('Undo'));
    await user.click(await screen.findByRole('button', { name: 'Go on with interviews' }));
    expect(route()).toEqual({ name: 'share', paths: draft.folders, draftId: 'draft-1' });
  });

  it('finishes a share that was interrupted', async () => {
    const ipc = createFakeIpc({ unfinished: [unfinished] });
    const { user } = setup({ ipc });
    expect(await screen.findByText('Results was not shared with everybody.')).toBeVisible();
    expect(screen.getByText(/1 of 2 are shared and checked. It was begun on Wed 16 Sep 2026/)).toBeVisible();
    ipc.resumeShare = () => {
      ipc.unfinishedShares = () => Promise.resolve([]);
      return Promise.resolve(outcome('shared'));
    };
    await user.click(button('Share with the rest'));
    expect(await screen.findByText('Results is shared, checked.')).toBeVisible();
    await waitFor(() => expect(screen.queryByText(/was not shared with everybody/)).not.toBeInTheDocument());
  });

  it('says who still could not be added, and can leave it at that', async () => {
    const ipc = createFakeIpc({ unfinished: [unfinished] });
    const { user } = setup({ ipc });
    ipc.resumeShare = () => Promise.resolve(outcome('failed'));
    await user.click(await screen.findByRole('button', { name: 'Share with the rest' }));
    expect(await screen.findByText(/Jonas Lindqvist: This shared folder’s list is full/)).toBeVisible();
    const leaveOff = vi.fn(() => {
      ipc.unfinishedShares = () => Promise.resolve([]);
      return Promise.resolve(outcome('failed'));
    });
    ipc.leaveOff = leaveOff;
    await user.click(button('Leave it as it is'));
    expect(await screen.findByText('Results stays shared with 1 of 2.')).toBeVisible();
    expect(leaveOff).toHaveBeenCalledWith('share-1');
  });

  it('is accessible', async () => {
    const { user } = setup({ drafts: [draft], unfinished: [unfinished] });
    await screen.findByText('Spring sequencing');
    await screen.findByText('Saved for later');
    await user.click(button('Paste a path'));
    await user.click(button('Go on with this path'));
    expect(await axeViolations()).toEqual([]);
  });

  it('takes all words from the catalogue', async () => {
    const ipc = createFakeIpc({ drafts: [draft], unfinished: [unfinished] });
    setup({ ipc, messages: pseudoMessages() });
    await screen.findByText('Spring sequencing');
    await screen.findByText(/interviews/);
    await screen.findAllByText(/Results/);
    const data = [
      ...['Spring sequencing', 'Maple trial 2026', 'Thesis figures', 'Northfield Research Storage', 'interviews'],
      ...[
        'Eastlake Core',
        'Mei Tanaka',
        'Whitfield Lab',
        'Results',
        /\/(?:data|home)\/\S+/,
        dateWords,
        /\{.*\}/,
        'back',
      ],
    ];
    expect(literalText(data)).toEqual([]);
  });
});
