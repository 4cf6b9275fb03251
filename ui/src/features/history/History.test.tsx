import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { createFakeIpc } from '../../ipc/fake';
import { machinePolicy } from '../../ipc/fake/policy';
import { pseudoMessages } from '../../i18n/pseudo';
import { axeViolations } from '../../test/axe';
import { literalText } from '../../test/literalText';
import { renderApp } from '../../test/render';

async function setup(ipc = createFakeIpc()) {
  const view = renderApp({ ipc, start: { name: 'activity' } });
  await screen.findByRole('heading', { level: 2, name: 'Thu 17 Sep 2026' });
  return view;
}

const rows = () => screen.getAllByRole('listitem').filter((row) => row.querySelector('time') !== null);

describe('activity', () => {
  it('lists what happened by day, and who did it', async () => {
    await setup();
    const today = screen.getByRole('region', { name: 'Thu 17 Sep 2026' });
    expect(within(today).getAllByText(/You changed/)[0]).toHaveTextContent('the share of Results with Alex Kim');
    expect(within(today).getByText(/Somebody else shared/)).toHaveTextContent('raw with Jonas Lindqvist');
    expect(within(today).getAllByText(/instead of/)[0]).toHaveTextContent(
      'can view and download, until Fri 18 Dec 2026, instead of Thu 24 Sep 2026',
    );
    expect(rows()).toHaveLength(8);
    expect(screen.getByText(/for 90 days/)).toBeVisible();
  });

  it('narrows by whose doing and by words', async () => {
    const { user } = await setup();
    await user.click(screen.getByRole('radio', { name: 'Ended' }));
    await waitFor(() => expect(rows()).toHaveLength(2));
    await user.type(screen.getByRole('searchbox', { name: 'Search people and folders' }), 'mei');
    await waitFor(() => expect(rows()).toHaveLength(1));
    await user.click(screen.getByRole('button', { name: 'Show everything' }));
    await waitFor(() => expect(rows()).toHaveLength(8));
  });

  it('shares again with an end that is chosen now', async () => {
    const { user, ipc } = await setup();
    const plan = vi.spyOn(ipc, 'planChange');
    await user.click(screen.getByRole('button', { name: 'Share again… Results with Mei Tanaka' }));
    await user.click(await screen.findByRole('button', { name: 'Use this date' }));
    await waitFor(() =>
      expect(plan).toHaveBeenCalledWith(
        { kind: 'ended', entries: ['h4'] },
        { kind: 'shareAgain', end: { kind: 'on', day: '2026-12-16' } },
      ),
    );
  });

  it('shares again no longer than the institution allows', async () => {
    const ipc = createFakeIpc();
    ipc.policy = machinePolicy({ maxEndDays: 30 });
    const { user } = await setup(ipc);
    const plan = vi.spyOn(ipc, 'planChange');
    await user.click(screen.getByRole('button', { name: 'Share again… Results with Mei Tanaka' }));
    expect(await screen.findByText(/Your institution ends access after/)).toBeVisible();
    await user.click(await screen.findByRole('button', { name: 'Use this date' }));
    await waitFor(() =>
      expect(plan.mock.calls[0]?.[1]).toEqual({ kind: 'shareAgain', end: { kind: 'on', day: '2026-10-17' } }),
    );
  });

  it('shares all again that ended', async () => {
    const { user, ipc } = await setup();
    const plan = vi.spyOn(ipc, 'planChange');
    await user.click(screen.getByRole('radio', { name: 'Ended' }));
    await user.click(await screen.findByRole('button', { name: 'Share these 2 again…' }));
    await user.click(await screen.findByRole('button', { name: 'Use this date' }));
    await waitFor(() => expect(plan.mock.calls[0]?.[0]).toEqual({ kind: 'ended', entries: ['h4', 'h5'] }));
  });

  it('offers undo once for what was done together, and says how much that is', async () => {
    const { user, ipc } = await setup();
    const undo = vi.spyOn(ipc, 'undoChange').mockRejectedValueOnce({ code: 'Offline' });
    // One button for both rows: more would be an error here.
    await user.click(screen.getByRole('button', { name: /^Undo… what happened/ }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Undo this?' });
    expect(dialog).toHaveTextContent('together with 1 other entry');
    await user.click(within(dialog).getByRole('button', { name: 'Undo' }));
    expect(undo.mock.calls[0]?.[0]).toBe('change-1');
    expect(await screen.findByText('No connection')).toBeInTheDocument();
  });

  it('forgets one entry, and all of them after asking', async () => {
    const { user } = await setup();
    await user.click(screen.getByRole('button', { name: 'Forget this entry: raw, Jonas Lindqvist' }));
    await waitFor(() => expect(rows()).toHaveLength(7));
    await user.click(screen.getByRole('button', { name: 'Delete all…' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Delete the whole history?' });
    await user.click(within(dialog).getByRole('button', { name: 'Delete the history' }));
    expect(await screen.findByText('Nothing has been shared or changed yet.')).toBeVisible();
    expect(screen.getByText('The history is empty now. What is shared has not changed.')).toBeVisible();
  });

  it('saves what is listed as a file that says that it is about people', async () => {
    const { user, ipc } = await setup();
    await user.click(screen.getByRole('button', { name: 'Save as a file…' }));
    expect(await screen.findByText(/names and addresses: personal data/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Choose where…' }));
    expect(
      await screen.findByText('Saved as /home/nora/Guestlist activity 2026-09-17 (personal data).csv'),
    ).toBeVisible();
    const [saved] = ipc.past.saved;
    expect(saved?.withBom).toBe(true);
    expect(saved?.words['column.when']).toBe('When');
    expect(saved?.words.made).toBe('Made by Guestlist on {time}');
  });

  it('says what was added to folders that are watched', async () => {
    const view = renderApp({ start: { name: 'home' } });
    await view.ipc.pinFolder('c1', '/Results/', true);
    await view.user.click(await screen.findByRole('link', { name: 'Activity' }));
    expect(await screen.findByText(/were added to/)).toHaveTextContent(
      '12 files and folders were added to Results since Thu 3 Sep 2026: plate-07.csv, plate-08.csv, plate-09.csv, …',
    );
    await view.user.click(screen.getByRole('button', { name: 'Stop watching Results' }));
    await waitFor(() => expect(screen.queryByText('Folders that you watch')).not.toBeInTheDocument());
  });

  it('is accessible', async () => {
    await setup();
    expect(await axeViolations()).toEqual([]);
  });

  it('takes all words from the catalogue', async () => {
    renderApp({ start: { name: 'activity' }, messages: pseudoMessages() });
    await waitFor(() => expect(rows()).toHaveLength(8));
    const data = ['Alex Kim', 'Priya Raman', 'Jonas Lindqvist', 'Mei Tanaka', 'Omar Haddad', 'Nora Whitfield', 'NW'];
    expect(
      literalText([
        ...data,
        'Results',
        'raw',
        'Maple trial 2026',
        '/Results/',
        '/Results/raw/',
        /\S+\.example/,
        /\w{3} \d\d Sep 2026/,
        /\w{3} \d\d Dec 2026/,
      ]),
    ).toEqual([]);
  });
});
