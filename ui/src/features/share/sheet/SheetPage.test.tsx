import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { alex, priya } from '../../../ipc/fake';
import type { ShareDraft } from '../../../ipc/bindings';
import { pseudoMessages } from '../../../i18n/pseudo';
import { axeViolations } from '../../../test/axe';
import { dateWords, literalText } from '../../../test/literalText';
import { openFlow, openSheet, RESULTS } from '../testing/open';

const list = () => screen.getByRole('list', { name: 'Guests on the list' });

describe('share sheet', () => {
  it('fills in what guests will see while it can be used', async () => {
    let finish: () => void = () => undefined;
    const { user, box } = await openSheet({
      prepare: (ipc) => {
        const count = ipc.previewFolder;
        ipc.previewFolder = (id, path, onEvent) =>
          count(id, path, (event) => {
            if (event.kind === 'counted') onEvent(event);
            else finish = () => onEvent(event);
          });
      },
    });
    expect(await screen.findByText(/38 files so far/)).toBeVisible();
    await user.type(box, 'al');
    await waitFor(() => {
      finish();
      expect(screen.getByText('214 files in 3 folders, 3.1 GB')).toBeVisible();
    });
    expect(box).toHaveValue('al');
  });

  it('stops counting when it is left', async () => {
    const { user, ipc } = await openSheet();
    const cancel = vi.spyOn(ipc, 'cancelPreview');
    await user.click(screen.getByRole('link', { name: 'Settings' }));
    await waitFor(() => expect(cancel).toHaveBeenCalled());
  });

  it('shares a smaller part', async () => {
    const { user } = await openSheet();
    await user.click(await screen.findByRole('button', { name: 'Share a smaller part…' }));
    await user.click(screen.getByRole('radio', { name: 'tables' }));
    await user.click(screen.getByRole('button', { name: 'Share only tables' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Share tables' })).toBeVisible();
  });

  it('takes a guest off with Undo, and moves the focus to the next one', async () => {
    const { user, add } = await openSheet();
    await add('jonas', /Jonas/);
    await add('priya', /Priya/);
    await add('alex.kim', /Alex Kim/);
    await user.click(within(list()).getByRole('button', { name: 'Take Alex Kim off the list' }));
    expect(within(list()).getAllByRole('listitem')[0]).toHaveFocus();
    expect(within(list()).queryByText('Alex Kim')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(within(list()).getAllByRole('listitem')[0]).toHaveTextContent('Alex Kim');
  });

  it('takes the person to what is missing', async () => {
    const { user, box } = await openSheet();
    await user.click(screen.getByRole('button', { name: 'Review' }));
    expect(box).toHaveFocus();
    expect(box).toHaveAccessibleDescription('Put at least one guest on the list first.');
    await user.type(box, 'mar');
    await user.click(screen.getByRole('button', { name: 'Review' }));
    expect(box).toHaveAccessibleDescription('Add what you typed here, or clear it.');
    expect(box).toHaveValue('mar');
  });

  it('wants the name typed before everyone gets access', async () => {
    const { user, ipc } = await openSheet();
    const plan = vi.spyOn(ipc, 'planShare');
    await user.click(screen.getByRole('button', { name: /Wider access/ }));
    await user.click(screen.getByRole('radio', { name: /Anyone, without signing in/ }));
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Review' }));
    const field = screen.getByRole('textbox', { name: 'Type Results to confirm' });
    expect(field).toHaveFocus();
    expect(field).toHaveAccessibleDescription(/This is not yet “Results”/);
    expect(plan).not.toHaveBeenCalled();
    await user.type(field, 'Results');
    await user.click(screen.getByRole('button', { name: 'Review' }));
    expect(await screen.findByText('The whole internet can open this.')).toBeVisible();
  });

  it('marks sensitive words in the message', async () => {
    const { user } = await openSheet();
    await user.type(screen.getByRole('textbox', { name: /Message/ }), 'About the patient');
    expect(screen.getByText(/You wrote “patient”/)).toBeVisible();
  });

  it('names a new collection and warns that the name is public', async () => {
    const { user, ipc, add } = await openSheet({ paths: ['/home/nora/thesis'] });
    await user.click(screen.getByRole('button', { name: /Advanced/ }));
    const name = screen.getByRole('textbox', { name: /Name of the new shared folder/ });
    expect(name).toHaveValue('thesis');
    expect(name).toHaveAccessibleDescription('Everyone with a Globus login can see this name.');
    await user.clear(name);
    await user.type(name, 'Maple');
    await add('jonas', /Jonas/);
    const plan = vi.spyOn(ipc, 'planShare');
    await user.click(screen.getByRole('button', { name: 'Show the commands' }));
    expect(await screen.findByText(/globus endpoint permission create/)).toBeVisible();
    expect(plan).toHaveBeenCalledWith(expect.objectContaining({ collectionName: 'Maple' }));
  });

  it('says beside the field why a name can’t be used', async () => {
    const { user, ipc, add } = await openSheet({ paths: ['/home/nora/thesis'] });
    await add('jonas', /Jonas/);
    vi.spyOn(ipc, 'planShare').mockRejectedValue({ code: 'InvalidInput', field: 'collectionName', reason: 'empty' });
    await user.click(screen.getByRole('button', { name: 'Review 1 guest' }));
    const name = await screen.findByRole('textbox', { name: /Name of the new shared folder/ });
    expect(name).toBeInvalid();
  });

  it('says why the review can’t be made and loses nothing', async () => {
    const { user, ipc, add } = await openSheet();
    await add('jonas', /Jonas/);
    vi.spyOn(ipc, 'planShare').mockRejectedValue({ code: 'Offline' });
    await user.click(screen.getByRole('button', { name: 'Review 1 guest' }));
    expect(await screen.findByText('No connection')).toBeVisible();
    expect(within(list()).getByText('Jonas Lindqvist')).toBeVisible();
  });

  it('breaks no accessibility rule with guests of all kinds', async () => {
    const { add } = await openSheet();
    await add('jonas', /Jonas/);
    await add('whitfield lab', /Whitfield Lab/);
    await add('priya', /Priya/);
    expect(await axeViolations()).toEqual([]);
  });

  it('has no text that is not in the catalogue', async () => {
    const view = openFlow({ messages: pseudoMessages() });
    const box = await screen.findByRole('combobox');
    await view.user.type(box, 'jonas');
    await view.user.click(await screen.findByRole('option', { name: /Jonas/ }));
    await screen.findByText(/methods\.docx/);
    const data = [
      dateWords,
      'Results',
      'Northfield Research Storage',
      /data \/ northfield \/ maple-trial/,
      'Maple trial 2026',
      'figures',
      'raw',
      'tables',
      'README.md',
      'methods.docx',
      'Jonas Lindqvist',
      'j.lindqvist@',
      'alpen.example',
      'Alpen Institute',
      'Nora Whitfield',
      'northfield.example',
      'JL',
      'NW',
      /nora\.whitfield@/,
    ];
    expect(literalText(data)).toEqual([]);
  });
});

describe('a draft', () => {
  const draft: ShareDraft = {
    id: 'draft-1',
    folders: [RESULTS],
    collectionId: null,
    guests: [
      { guest: { kind: 'person', ...priya }, permissions: 'r', end: { kind: 'on', day: '2026-12-16' } },
      { guest: { kind: 'person', ...alex }, permissions: 'r', end: { kind: 'on', day: '2026-09-16' } },
    ],
    defaultPermissions: 'r',
    defaultEnd: { kind: 'on', day: '2026-12-16' },
    message: 'Dear all',
    notify: 'email',
    wider: { kind: 'off' },
    collectionName: null,
    forceEncryption: false,
  };

  it('is saved as it grows', async () => {
    const { user, add, ipc } = await openSheet();
    await add('jonas', /Jonas/);
    await user.type(screen.getByRole('textbox', { name: /Message/ }), 'Hello');
    await waitFor(async () =>
      expect((await ipc.listDrafts())[0]).toMatchObject({ message: 'Hello', folders: [RESULTS] }),
    );
  });

  it('is saved when the page is left at once', async () => {
    const { user, add, ipc } = await openSheet();
    await add('jonas', /Jonas/);
    await user.click(screen.getByRole('link', { name: 'Settings' }));
    await waitFor(async () => expect((await ipc.listDrafts())[0]?.guests).toHaveLength(1));
  });

  it('can be kept for later', async () => {
    const { user, ipc } = await openSheet();
    await user.click(screen.getByRole('button', { name: 'Save for later' }));
    expect(await screen.findByText('Saved. You find it on Home.')).toBeVisible();
    expect(await ipc.listDrafts()).toHaveLength(1);
  });

  it('says when it can’t be saved', async () => {
    const { add } = await openSheet({
      prepare: (ipc) => (ipc.saveDraft = () => Promise.reject({ code: 'Unexpected', reference: 'r' })),
    });
    await add('jonas', /Jonas/);
    expect(await screen.findByText(/could not be saved on this computer/)).toBeVisible();
  });

  it('comes back whole, and says which day is over', async () => {
    const { user } = openFlow({ drafts: [draft], draftId: 'draft-1', paths: [] });
    expect(await screen.findByDisplayValue('Dear all')).toBeVisible();
    expect(within(list()).getAllByRole('listitem')).toHaveLength(2);
    const row = within(list()).getByText('Alex Kim').closest('li');
    expect(row).toHaveTextContent('That day is over. The first possible day is tomorrow, Fri 18 Sep 2026.');
    await user.click(screen.getByRole('button', { name: 'Review 2 guests' }));
    expect(within(list()).getByRole('button', { name: /End date for Alex Kim/ })).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Use Fri 18 Sep 2026' }));
    expect(row).not.toHaveTextContent('That day is over');
  });

  it('says when it is gone', async () => {
    openFlow({ draftId: 'draft-9', paths: [] });
    expect(await screen.findByRole('heading', { level: 1, name: 'This draft is not there any more.' })).toBeVisible();
  });
});
