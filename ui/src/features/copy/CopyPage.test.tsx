import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { pseudoMessages } from '../../i18n/pseudo';
import { createFakeIpc, sampleCopy } from '../../ipc/fake';
import type { Copy } from '../../ipc/bindings';
import { axeViolations } from '../../test/axe';
import { dateWords, literalText } from '../../test/literalText';
import { renderApp } from '../../test/render';

const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const waiting = [{ shareId: 'share-1', guests: 3, folders: ['elsewhere'] }];

/** The window at one copy. */
function open(copy: Partial<Copy> = {}, messages?: ReturnType<typeof pseudoMessages>) {
  const ipc = createFakeIpc();
  ipc.copying.all = [sampleCopy(copy)];
  return renderApp({ ipc, start: { name: 'copy', id: 'copy-1' }, ...(messages && { messages }) });
}

describe('the page of a copy', () => {
  it('shows how far it is, and hears what happens', async () => {
    const { ipc } = open();
    await heading('Copying elsewhere');
    const bar = screen.getByRole('progressbar', { name: 'Copying elsewhere' });
    expect(bar).toHaveAttribute('aria-valuenow', '38');
    expect(bar).toHaveAttribute(
      'aria-valuetext',
      '112 of 214 files, 1.2 GB of 3.1 GB · 8.2 MB a second · about 4 minutes left',
    );
    expect(await axeViolations()).toEqual([]);
    act(() => void ipc.copying.change('copy-1', { state: { kind: 'copying', stage: 'checking' } }));
    expect(await screen.findByText('Checking what has arrived…')).toBeVisible();
    act(() => void ipc.copying.change('copy-1', { state: { kind: 'complete' } }));
    await heading('elsewhere is copied');
    expect(screen.getByText('Everything has arrived and was checked.')).toBeVisible();
    expect(screen.getByText('Copied, checked')).toBeVisible();
    expect(screen.queryByRole('button', { name: /Cancel/ })).toBeNull();
  });

  it('is paused and goes on', async () => {
    const { user, ipc } = open();
    await user.click(await button('Pause'));
    await heading('elsewhere is paused');
    await user.click(await button('Go on'));
    await heading('Copying elsewhere');
    expect(ipc.copying.asked).toEqual(['pause copy-1', 'continue copy-1']);
  });

  it('is cancelled, and keeps what was copied unless that is to go, too', async () => {
    const { user, ipc } = open({ waiting });
    await user.click(await button('Cancel the copy…'));
    const dialog = within(await screen.findByRole('dialog', { name: 'Cancel the copy of elsewhere?' }));
    expect(dialog.getByRole('radio', { name: 'Keep it' })).toBeChecked();
    expect(dialog.getByRole('radio', { name: 'Remove it' })).toHaveAccessibleDescription(
      'The new folder on the storage goes. The share with 3 guests is closed.',
    );
    expect(await axeViolations()).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Go on copying' }));
    expect(ipc.copying.asked).toEqual([]);

    await user.click(await button('Cancel the copy…'));
    await user.click(await button('Cancel the copy'));
    await heading('elsewhere was cancelled');
    expect(ipc.copying.asked).toEqual(['cancel copy-1']);

    await user.click(await button('Remove what was copied…'));
    await user.click(await button('Remove the copy'));
    await heading('elsewhere was removed again');
    expect(ipc.copying.asked).toEqual(['cancel copy-1', 'remove copy-1']);
  });

  it('is cancelled and removed with the keyboard only', async () => {
    const { user, ipc } = open();
    (await button('Cancel the copy…')).focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('dialog');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await button('Cancel the copy…')).toHaveFocus();
    await user.keyboard('{Enter}');
    (await screen.findByRole('radio', { name: 'Keep it' })).focus();
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('radio', { name: 'Remove it' })).toBeChecked();
    await user.tab();
    await user.tab();
    await user.keyboard('{Enter}');
    await heading('elsewhere was removed again');
    expect(ipc.copying.asked).toEqual(['remove copy-1']);
  });

  it('is cancelled and removed in one', async () => {
    const { user, ipc } = open();
    await user.click(await button('Cancel the copy…'));
    await user.click(await screen.findByRole('radio', { name: 'Remove it' }));
    await user.click(await button('Cancel and remove'));
    await heading('elsewhere was removed again');
    expect(ipc.copying.asked).toEqual(['remove copy-1']);
  });

  it('shows what it has become, where it moved on in the meantime', async () => {
    const { user, ipc } = open();
    const pause = await button('Pause');
    ipc.copying.all = [sampleCopy({ state: { kind: 'complete' } })];
    ipc.copying.refuse = { code: 'Changed' };
    await user.click(pause);
    await heading('elsewhere is copied');
    expect(screen.queryByRole('alert', { name: /changed/ })).toBeNull();
  });

  it.each(['cancelling', 'removing'] as const)('is offered to no guests while it is %s', async (kind) => {
    open({ state: { kind } });
    await heading(/elsewhere/);
    expect(screen.queryByRole('heading', { name: 'Who gets it' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Choose who gets it' })).toBeNull();
  });

  it('goes off the list after a question, where guests wait for it', async () => {
    const { user, ipc } = open({ state: { kind: 'cancelled' }, waiting });
    await user.click(await button('Take off this list'));
    const dialog = within(await screen.findByRole('alertdialog', { name: 'Take elsewhere off this list?' }));
    expect(dialog.getByText(/The share with 3 guests that waits for it is closed/)).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Take off this list' }));
    await waitFor(() => expect(ipc.copying.all).toEqual([]));
  });

  it('lists what is missing with its reason, to be tried again or left out', async () => {
    const { user, ipc } = open({ state: { kind: 'incomplete', problems: 3 }, waiting });
    await heading('elsewhere is not complete yet');
    const list = within(await screen.findByRole('list', { name: 'What is missing' }));
    expect(list.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
      'raw/plate-07.csvYou may not read it.',
      'raw/latestIt is a link to something outside of the folder.',
      'notes.txtThe storage takes its name for the same as “Notes.txt”. Rename one of them.',
    ]);
    expect(await axeViolations()).toEqual([]);
    await user.click(await button('Try again'));
    await heading('Copying elsewhere');
    act(() => void ipc.copying.change('copy-1', { state: { kind: 'incomplete', problems: 1 } }));
    await user.click(await button('Go on without it'));
    const dialog = within(await screen.findByRole('alertdialog', { name: 'Go on without 1 thing?' }));
    expect(dialog.getByText(/3 guests get access to what is there/)).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Go on without it' }));
    await heading('elsewhere is copied');
    expect(await screen.findByText(/^All but what was left out has arrived/)).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Left out' })).toBeVisible();
    expect(screen.getByRole('list', { name: 'What is missing' })).toHaveTextContent('You may not read it.');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    expect(screen.getByText('Copied, checked, 1 thing left out')).toBeVisible();
    expect(ipc.copying.asked.filter((each) => !each.startsWith('problems'))).toEqual([
      'continue copy-1',
      'accept copy-1',
    ]);
  });

  it('still says afterwards what the person did without', async () => {
    open({ state: { kind: 'complete' }, doneWithout: 3, waiting });
    await heading('elsewhere is copied');
    expect(await screen.findByText(/^All but what was left out has arrived/)).toBeVisible();
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '112 files, 1.2 GB, 3 left out');
    expect(screen.getByRole('heading', { name: 'Left out' })).toBeVisible();
    const list = within(await screen.findByRole('list', { name: 'What is missing' }));
    expect(list.getAllByRole('listitem')).toHaveLength(3);
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    expect(await axeViolations()).toEqual([]);
  });

  it('pages through very many of them', async () => {
    const ipc = createFakeIpc();
    ipc.copying.problems = Array.from({ length: 230 }, (_, index) => ({
      path: `raw/${String(index).padStart(3, '0')}.csv`,
      why: { kind: 'unreadable' },
    }));
    ipc.copying.all = [sampleCopy({ state: { kind: 'incomplete', problems: 230 } })];
    const { user } = renderApp({ ipc, start: { name: 'copy', id: 'copy-1' } });
    const list = within(await screen.findByRole('list', { name: 'What is missing' }));
    expect(list.getAllByRole('listitem')).toHaveLength(200);
    await user.click(await button('Show more'));
    await waitFor(() => expect(list.getAllByRole('listitem')).toHaveLength(230));
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('says what it waits for, and tries when asked', async () => {
    const { user, ipc } = open({ state: { kind: 'waiting', why: { kind: 'storageOffline', message: 'No route' } } });
    expect(await screen.findByText('The storage does not answer.')).toBeVisible();
    expect(screen.getByRole('main')).toHaveTextContent('It goes on by itself when the storage is back.');
    expect(screen.getByRole('main')).toHaveTextContent('The storage says: “No route”');
    await user.click(await button('Try now'));
    expect(ipc.copying.asked).toEqual(['look']);
  });

  it('says why it has stopped', async () => {
    open({ state: { kind: 'stopped', reason: { kind: 'quotaFull', message: 'Disk quota exceeded' } } });
    const alert = await screen.findByText('There is no room left on the storage.');
    expect(alert.closest('[role=alert]')).toHaveTextContent(/ask the people who run it for more room.*Disk quota/);
    expect(await button('Go on')).toBeVisible();
  });

  it('takes the person to the sign-in that it wants, and goes on after it', async () => {
    const { user, ipc } = open({
      state: { kind: 'stopped', reason: { kind: 'signIn', error: { code: 'NotSignedIn' } } },
    });
    await user.click(await button('Go on in the browser…'));
    await heading('Globus wants you to sign in again');
    await user.click(await button('Continue in the browser'));
    await screen.findByText('Waiting for the browser…');
    act(() => ipc.finishSignIn());
    await heading('Copying elsewhere');
    expect(ipc.copying.asked).toEqual(['continue copy-1']);
  });

  it('tells what Globus has difficulties with, each kind once, and where it shows the task', async () => {
    const fault = { fault: { kind: 'permissionDenied' as const }, message: 'x', at: null };
    const { user, ipc } = open({
      method: 'transfer',
      task: { id: 't1', link: 'https://app.globus.org/activity/t1' },
      faults: [fault, fault, { fault: { kind: 'other', code: 'ODD' }, message: 'y', at: null }],
    });
    expect(await screen.findAllByText('A file or folder may not be read or written.')).toHaveLength(1);
    expect(screen.getByText('Globus reports a difficulty (ODD).')).toBeVisible();
    await user.click(await button('See it at Globus'));
    expect(ipc.openedLinks).toEqual(['https://app.globus.org/activity/t1']);
  });

  it('is renamed, and taken off the list when it is over', async () => {
    const ipc = createFakeIpc();
    ipc.copying.all = [sampleCopy({ state: { kind: 'complete' } }), sampleCopy({ id: 'copy-2', label: 'photos' })];
    const { user } = renderApp({ ipc, start: { name: 'copy', id: 'copy-1' } });
    await user.click(await button('Rename…'));
    const field = await screen.findByRole('textbox', { name: 'What it is called in your lists' });
    await user.clear(field);
    await user.click(await button('Rename'));
    expect(field).toHaveAccessibleDescription(/This is still needed/);
    await user.type(field, 'For the reviewers');
    await user.click(await button('Rename'));
    await heading('For the reviewers is copied');
    await user.click(await button('Take off this list'));
    expect(await screen.findByText('For the reviewers is off the list.')).toBeVisible();
    expect(ipc.copying.all.map(({ id }) => id)).toEqual(['copy-2']);
    await heading('Share a folder');
    expect(await button('Show the copy photos')).toBeVisible();
  });

  it('says when it is not there any more', async () => {
    renderApp({ start: { name: 'copy', id: 'copy-9' } });
    await heading('This copy is not in the list any more.');
  });

  it.each<Copy['state']>([
    { kind: 'incomplete', problems: 3 },
    { kind: 'stopped', reason: { kind: 'taskFailed', fault: { kind: 'timeOver' }, message: '' } },
    { kind: 'waiting', why: { kind: 'computerPaused' } },
  ])('takes all words from the catalogue ($kind)', async (state) => {
    open({ state, waiting }, pseudoMessages());
    await heading(/elsewhere/);
    if (state.kind === 'incomplete') await screen.findByText('raw/latest');
    const data = ['elsewhere', 'Northfield Research Storage', 'Nora Whitfield', 'NW', /\S+\.example/, 'Notes.txt'];
    const files = ['raw/plate-07.csv', 'raw/latest', 'notes.txt', '/projects/reef/', '/home/nora/'];
    expect(literalText([...data, ...files, dateWords, 'GB', 'MB'])).toEqual([]);
  });
});

describe('copies elsewhere in the window', () => {
  it('stand on Home until there is nothing ahead, and among what happened', async () => {
    const ipc = createFakeIpc();
    ipc.copying.all = [
      sampleCopy({ waiting }),
      sampleCopy({
        id: 'copy-2',
        label: 'photos',
        state: { kind: 'complete' },
        doneWithout: 3,
        endedAt: '2026-09-17T14:02:00Z',
      }),
    ];
    const { user } = renderApp({ ipc, start: { name: 'home' } });
    const open = await button('Show the copy elsewhere');
    expect(screen.getByText('Then shared with 3 guests')).toBeVisible();
    expect(screen.queryByText('photos')).toBeNull();
    expect(await axeViolations()).toEqual([]);
    await user.click(open);
    await heading('Copying elsewhere');
    await user.click(screen.getByRole('link', { name: 'Activity' }));
    expect(await screen.findByText('Copied, checked, 3 things left out')).toBeVisible();
    await user.click(await button('Show the copy photos'));
    await heading('photos is copied');
  });

  it('are announced once by the system, and a click leads there', async () => {
    const ipc = createFakeIpc();
    ipc.copying.all = [sampleCopy({ waiting }), sampleCopy({ id: 'copy-2', label: 'photos' })];
    renderApp({ ipc, start: { name: 'home' } });
    await button('Show the copy elsewhere');
    const done = { state: { kind: 'incomplete', problems: 2 }, toBeAnnounced: true } as const;
    act(() => void ipc.copying.change('copy-1', done));
    await waitFor(() => expect(ipc.copying.announced).toHaveLength(1));
    // The state comes again before the app has written down that it was announced.
    await act(() => Promise.resolve());
    await act(() => Promise.resolve(void ipc.copying.change('copy-1', done)));
    expect(ipc.copying.announced).toEqual([
      {
        id: 'copy-1',
        title: 'elsewhere is not complete yet',
        body: '2 things are missing. Guests get no access before you decide about them.',
      },
    ]);
    act(() => void ipc.copying.change('copy-2', { ...done, label: 'photos' }));
    await waitFor(() => expect(ipc.copying.announced).toHaveLength(2));
    expect(ipc.copying.announced[1]).toMatchObject({ id: 'copy-2' });
    act(() => ipc.copying.open('copy-1'));
    await heading('elsewhere is not complete yet');
  });

  it('say who gets access even if the share was quicker than the word of the end', async () => {
    const ipc = createFakeIpc();
    ipc.copying.all = [sampleCopy({ waiting })];
    renderApp({ ipc, start: { name: 'home' } });
    await button('Show the copy elsewhere');
    act(() => void ipc.copying.change('copy-1', { state: { kind: 'complete' }, waiting: [], toBeAnnounced: true }));
    await waitFor(() => expect(ipc.copying.announced).toHaveLength(1));
    expect(ipc.copying.announced[0]?.body).toBe('Everything has arrived and was checked. 3 guests get access.');
  });

  it('look at once when the person or the network comes back', async () => {
    const { ipc } = open();
    await heading('Copying elsewhere');
    act(() => void window.dispatchEvent(new Event('focus')));
    act(() => void window.dispatchEvent(new Event('online')));
    expect(ipc.copying.asked).toEqual(['look', 'look']);
  });
});
