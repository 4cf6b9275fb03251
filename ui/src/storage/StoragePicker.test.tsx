import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { createFakeIpc, fieldComputer, protectedData, reefSurvey, research, type FakeIpc } from '../ipc/fake';
import { pseudoMessages } from '../i18n/pseudo';
import { axeViolations } from '../test/axe';
import { dateWords, literalText } from '../test/literalText';
import { renderInApp } from '../test/render';
import type { Place, Purpose } from './picked';
import { StoragePicker } from './StoragePicker';

interface Scene {
  ipc?: FakeIpc;
  purpose?: Purpose;
  start?: Place;
}

function open({ ipc = createFakeIpc(), purpose = 'share', start }: Scene = {}) {
  const onPick = vi.fn();
  const view = renderInApp(
    <StoragePicker purpose={purpose} title="Choose a storage" lead="Lead" start={start} onPick={onPick} />,
    { ipc },
  );
  return { ...view, onPick };
}

const place = (name: string | RegExp) => screen.findByRole('button', { name });
const projects: Place = { storage: research, path: '/projects/' };

async function rows() {
  const list = await screen.findByRole('list', { name: /Folders and files/ });
  return within(list).getAllByRole('button');
}

describe('choosing a storage', () => {
  it('shows lately used ones, bookmarks and one’s own, and says what each is', async () => {
    open();
    const recent = await place(/^Northfield Research Storage/);
    expect(recent).toHaveAccessibleName(/Storage · Northfield University/);
    expect(screen.getAllByRole('heading', { level: 2 }).map((each) => each.textContent)).toEqual([
      'Recently used',
      'Bookmarks',
      'Yours',
    ]);
    expect(await place(/^Northfield Protected Data/)).toHaveAccessibleName(/Protected storage/);
    expect(await place(/^Field station computer/)).toHaveAccessibleName(/Offline/);
    expect(await place(/^Reef survey 2026/)).toHaveAccessibleName(/Look only/);
    expect(screen.getByText('Not there any more, or hidden from you')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /old cluster/ })).toBeNull();
    expect(await axeViolations()).toEqual([]);
  });

  it('asks once for a word, whatever was typed on the way to it', async () => {
    const { user, ipc } = open();
    await user.type(await screen.findByRole('textbox', { name: 'Find storage' }), 'instrument');
    expect(await place(/^Northfield Instrument Archive/)).toBeInTheDocument();
    await waitFor(() => expect(screen.getByText('1 storage fits.')).toBeInTheDocument());
    expect(ipc.storage.asked).toEqual(['storages', 'search instrument']);
  });

  it('opens the folder of a pasted link with Enter', async () => {
    const { user } = open();
    const box = await screen.findByRole('textbox', { name: 'Find storage' });
    await user.click(box);
    await user.paste(`https://app.globus.org/file-manager?origin_id=${research.id}&origin_path=%2Fprojects%2Freef%2F`);
    await waitFor(() => expect(screen.getByText('1 storage fits.')).toBeInTheDocument());
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'reef' })).toBeInTheDocument();
  });

  it('says that nothing fits, and keeps what was typed', async () => {
    const { user } = open();
    await user.type(await screen.findByRole('textbox', { name: 'Find storage' }), 'nowhere');
    expect(await screen.findByText(/Nothing fits “nowhere”/)).toBeInTheDocument();
    expect(screen.getByRole('textbox')).toHaveValue('nowhere');
  });

  it('is walked through with the arrow keys', async () => {
    const { user } = open();
    await place(/^Northfield Research Storage/);
    await user.click(screen.getByRole('textbox', { name: 'Find storage' }));
    await user.keyboard('{ArrowDown}');
    expect(await place(/^Northfield Research Storage/)).toHaveFocus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(await place(/^reef project space/)).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'reef' })).toBeInTheDocument();
  });

  it('says when a part could not be read, and shows the others', async () => {
    const ipc = createFakeIpc();
    ipc.storage.shelves.bookmarks = {
      entries: [],
      more: false,
      problem: { code: 'Forbidden', message: 'No bookmarks today', requestId: null },
    };
    open({ ipc });
    expect(await screen.findByText(/No bookmarks today/)).toBeInTheDocument();
    expect(await place(/^Northfield Research Storage/)).toBeInTheDocument();
  });

  it('leaves out, for a destination, what could not be shared from afterwards', async () => {
    open({ purpose: 'destination' });
    await place(/^Northfield Research Storage/);
    expect(screen.queryByRole('button', { name: /Reef survey/ })).toBeNull();
    expect(screen.getByText(/1 place is left out/)).toBeInTheDocument();
  });
});

describe('a folder', () => {
  it('is walked into and out of with the keyboard', async () => {
    const { user, ipc } = open({ start: projects });
    await waitFor(async () => expect((await rows())[0]).toHaveFocus());
    await user.keyboard('{ArrowDown}');
    expect((await rows())[1]).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'reef' })).toBeInTheDocument();
    await waitFor(async () => expect((await rows())[0]).toHaveAccessibleName('photos'));
    await user.keyboard('{Backspace}');
    expect(await screen.findByRole('heading', { level: 1, name: 'projects' })).toBeInTheDocument();
    // Back where one came from, and not asked for again.
    await waitFor(async () => expect((await rows())[1]).toHaveFocus());
    expect(ipc.storage.asked).toEqual(['list /projects/', 'list /projects/reef/']);
  });

  it('is found by its first letters', async () => {
    const { user } = open({ start: projects });
    await waitFor(async () => expect((await rows())[0]).toHaveFocus());
    await user.keyboard('so');
    expect((await rows())[2]).toHaveFocus();
    expect((await rows())[2]).toHaveAccessibleName('soil');
  });

  it('hands on the address that stands for it', async () => {
    const { user, onPick } = open({ start: projects });
    await user.click(await screen.findByRole('button', { name: 'reef' }));
    await screen.findByText('2 folders, 3 files', { exact: false });
    await user.click(screen.getByRole('button', { name: 'Share this folder' }));
    expect(onPick).toHaveBeenCalledWith({
      storage: research,
      path: '/projects/reef/',
      name: 'reef',
      address: `https://app.globus.org/file-manager?origin_id=${research.id}&origin_path=%2Fprojects%2Freef%2F`,
    });
  });

  it('begins where the storage likes to, and shows the way there', async () => {
    const { user } = open();
    await user.click(await place(/^Northfield Research Storage/));
    expect(await screen.findByRole('heading', { level: 1, name: 'Home folder' })).toBeInTheDocument();
    const way = screen.getByRole('navigation', { name: 'Where you are' });
    expect(within(way).getByText('Home folder')).toHaveAttribute('aria-current', 'location');
    await user.click(within(way).getByRole('button', { name: 'Northfield Research Storage' }));
    expect(await screen.findByRole('button', { name: 'projects' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'All storage' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Choose a storage' })).toBeInTheDocument();
    expect(await axeViolations()).toEqual([]);
  });

  it('shows hidden ones when asked to', async () => {
    const { user } = open({ start: projects });
    await rows();
    await user.click(screen.getByRole('checkbox', { name: /hidden/ }));
    expect(await screen.findByRole('button', { name: '.snapshots' })).toBeInTheDocument();
  });

  it('says when it is empty', async () => {
    open({ start: { storage: research, path: '/core/' } });
    expect(await screen.findByText(/There is nothing to see here/)).toBeInTheDocument();
  });

  it('comes in pages when it is long, and says so', async () => {
    const ipc = createFakeIpc();
    ipc.storage.page = 3;
    const { user } = open({ ipc, start: projects });
    expect(await screen.findByText(/The first 3 of 5 are listed, folders first/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    expect(await screen.findByText(/4 folders, 1 file/)).toBeInTheDocument();
    expect(ipc.storage.asked).toEqual(['list /projects/', 'list /projects/ from 3']);
    expect(await axeViolations()).toEqual([]);
  });

  it('can be looked at and not shared where somebody else manages it', async () => {
    const { user, onPick } = open({ start: { storage: reefSurvey, path: null } });
    const share = await screen.findByRole('button', { name: 'Share this folder' });
    expect(await screen.findByRole('button', { name: 'uploads' })).toBeInTheDocument();
    expect(share).toHaveAccessibleDescription(/Somebody else manages this shared folder/);
    await user.click(share);
    expect(onPick).not.toHaveBeenCalled();
  });
});

describe('what keeps one out', () => {
  it('is a consent: explained, given in the browser, and the same folder is asked for again', async () => {
    const ipc = createFakeIpc();
    ipc.storage.wantOk.add(research.id);
    const { user } = open({ ipc, start: projects });
    expect(await screen.findByRole('heading', { level: 1, name: 'Globus wants your OK first' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Continue in the browser' }));
    ipc.storage.wantOk.clear();
    ipc.finishSignIn();
    expect(await screen.findByRole('heading', { level: 1, name: 'projects' })).toBeInTheDocument();
    expect(ipc.storage.asked).toEqual(['list /projects/', 'list /projects/']);
  });

  it('is said once more when the consent did not help, and can be left', async () => {
    const ipc = createFakeIpc();
    ipc.storage.wantOk.add(research.id);
    const { user } = open({ ipc, start: projects });
    await user.click(await screen.findByRole('button', { name: 'Continue in the browser' }));
    ipc.finishSignIn();
    expect(await screen.findByText(/Globus asks once more/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Not now' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Choose a storage' })).toBeInTheDocument();
  });

  it('is a computer that is off: in words, with ways on', async () => {
    const { user } = open({ start: { storage: fieldComputer, path: '/data/' } });
    expect(await screen.findByText('This storage is off')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Share this folder' })).toBeNull();
    expect(await axeViolations()).toEqual([]);
    const [inTools] = screen.getAllByRole('button', { name: 'One folder up' });
    if (inTools) await user.click(inTools);
    expect(await screen.findByRole('heading', { level: 1, name: fieldComputer.name })).toBeInTheDocument();
  });

  it('may be over when one tries again', async () => {
    const ipc = createFakeIpc();
    ipc.storage.refuse = { code: 'Storage', problem: 'unreachable', message: 'Timed out', requestId: null };
    const { user } = open({ ipc, start: projects });
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await rows()).toHaveLength(4);
  });
});

describe('a new folder', () => {
  const start = { storage: protectedData, path: '/~/' };

  it('is made where something is to be copied to, and opened', async () => {
    const { user, onPick } = open({ purpose: 'destination', start });
    await user.click(await screen.findByRole('button', { name: 'New folder…' }));
    await user.keyboard('For Tomás{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'For Tomás' })).toBeInTheDocument();
    await screen.findByText(/There is nothing to see here/);
    await user.click(screen.getByRole('button', { name: 'Copy it here' }));
    expect(onPick).toHaveBeenCalledWith(expect.objectContaining({ path: '/~/For Tomás/' }));
  });

  it('needs a name, and says so beside the field', async () => {
    const { user } = open({ purpose: 'destination', start });
    await user.click(await screen.findByRole('button', { name: 'New folder…' }));
    await user.keyboard('{Enter}');
    const field = screen.getByRole('textbox', { name: 'Name of the new folder' });
    await waitFor(() => expect(field).toHaveAccessibleDescription(/Type a name/));
    expect(await axeViolations()).toEqual([]);
  });

  it('is not offered where one only looks for something to share', async () => {
    open({ start: projects });
    await rows();
    expect(screen.queryByRole('button', { name: 'New folder…' })).toBeNull();
  });
});

it('takes all words from the catalogue', async () => {
  const ipc = createFakeIpc();
  renderInApp(<StoragePicker purpose="share" title="" lead="" start={projects} onPick={() => undefined} />, {
    ipc,
    messages: pseudoMessages(),
  });
  await screen.findByText('README.md');
  const entries = ipc.storage.folders.get(`${research.id} /projects/`) ?? [];
  const data = [research.name, 'projects', dateWords, /\bKB\b/, ...entries.map(({ name }) => name)];
  expect(literalText(data)).toEqual([]);
});
