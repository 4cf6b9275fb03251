import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { pseudoMessages } from '../../i18n/pseudo';
import { createFakeIpc, type FakeIpc } from '../../ipc/fake';
import { axeViolations } from '../../test/axe';
import { dateWords, literalText } from '../../test/literalText';
import { renderApp } from '../../test/render';

const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const nameField = () => screen.findByRole('textbox', { name: 'Name of the new folder there' });
const act = () => screen.getByRole('button', { name: /^Copy (\d|the folder)/ });

/** The window at the choice of a place for a folder of this computer, or behind it. */
async function open({ prepare, title = 'elsewhere' }: { prepare?: (ipc: FakeIpc) => void; title?: string } = {}) {
  const ipc = createFakeIpc();
  prepare?.(ipc);
  const view = renderApp({ ipc, start: { name: 'newCopy', source: '/home/nora/elsewhere', title } });
  await view.user.click(await screen.findByRole('button', { name: /^reef project space/ }));
  await view.user.click(await screen.findByRole('button', { name: 'Copy it here' }));
  return view;
}

describe('copying a folder to storage', () => {
  it('is offered where it can’t be shared from, and leads to the copy', async () => {
    const { user, ipc } = renderApp({ start: { name: 'share', paths: ['/home/nora/elsewhere'] } });
    await user.click(await screen.findByRole('button', { name: 'Copy to storage…' }));
    await heading('Choose where to copy it to');
    await user.click(await screen.findByRole('button', { name: /^reef project space/ }));
    await user.click(await screen.findByRole('button', { name: 'Copy it here' }));
    await heading('Copy elsewhere');
    expect(screen.getByRole('main')).toHaveTextContent(
      'To/projects/reef/elsewhere/ on Northfield Research Storage Choose another place…Whoever can open the folder around it can open the copy, too.Size214 files in 3 folders, 3.1 GB',
    );
    expect(await axeViolations()).toEqual([]);
    await user.click(await screen.findByRole('button', { name: 'Copy 214 files' }));
    await heading('Copying elsewhere');
    expect(ipc.copying.all).toHaveLength(1);
    expect(ipc.copying.all[0]?.request.destination).toContain('origin_path=%2Fprojects%2Freef%2F');
    // Once it is on its way, back leads Home and not to the question.
    await user.click(screen.getByRole('link', { name: 'Home', current: false }));
    await heading('Share a folder');
  });

  it('is not offered for what can’t be read', async () => {
    renderApp({ start: { name: 'share', paths: ['/data/northfield/secret'] } });
    await heading(/can’t be shared from here/);
    expect(screen.queryByRole('button', { name: 'Copy to storage…' })).toBeNull();
  });

  it('offers each folder by its name where there are several', async () => {
    const { user } = renderApp({ start: { name: 'share', paths: ['/home/nora/elsewhere', '/home/nora/unlisted'] } });
    await user.click(await screen.findByRole('button', { name: 'Copy to storage… unlisted' }));
    await heading('Choose where to copy it to');
  });

  it('is offered on storage that one can only look into', async () => {
    const { user, ipc } = renderApp({ start: { name: 'browse' } });
    await user.click(await screen.findByRole('button', { name: /^Reef survey 2026/ }));
    await user.click(await screen.findByRole('button', { name: 'Copy to storage…' }));
    await user.click(await screen.findByRole('button', { name: /^reef project space/ }));
    await user.click(await screen.findByRole('button', { name: 'Copy it here' }));
    expect(await screen.findByText(/Globus copies from storage to storage/)).toBeVisible();
    await user.click(await screen.findByRole('button', { name: 'Copy 214 files' }));
    await waitFor(() => expect(ipc.copying.all[0]?.method).toBe('transfer'));
  });

  it('offers a free name, and starts under it', async () => {
    const { user, ipc } = await open({ title: 'photos' });
    expect(await nameField()).toHaveAccessibleDescription('There is something of that name already.');
    await user.click(act());
    expect(await nameField()).toHaveFocus();
    expect(ipc.copying.all).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Use “photos 2”' }));
    await waitFor(() => expect(screen.getByRole('main')).toHaveTextContent('/projects/reef/photos 2/ on'));
    await user.click(act());
    await heading(/^Copying/);
    expect(ipc.copying.all[0]?.destination.name).toBe('photos 2');
  });

  it('keeps what was typed on the way to another place and back', async () => {
    const { user } = await open();
    await user.clear(await nameField());
    await user.click(act());
    expect(await nameField()).toHaveFocus();
    expect(await nameField()).toHaveAccessibleDescription('Type a name for the folder.');
    await user.type(await nameField(), 'for Alex');
    await user.click(screen.getByRole('button', { name: 'Choose another place…' }));
    await heading('reef');
    await user.click(await screen.findByRole('button', { name: 'Copy it here' }));
    expect(await nameField()).toHaveValue('for Alex');
  });

  it('says what stands against it and who can change that', async () => {
    const { user, ipc } = await open({ prepare: ({ copying }) => (copying.plan = { obstacle: { kind: 'noHttps' } }) });
    const note = await screen.findByText('Northfield Research Storage takes no files from a computer directly.');
    const banner = within(note.closest<HTMLElement>('[role=status]') ?? document.body);
    expect(banner.getByText(/set up Globus Connect Personal/)).toBeVisible();
    await user.click(act());
    expect(banner.getByRole('button', { name: 'Choose another place…' })).toHaveFocus();
    expect(ipc.copying.asked.filter((each) => each.startsWith('start'))).toEqual([]);
    ipc.copying.plan = {};
    await user.click(banner.getByRole('button', { name: 'Look again' }));
    await waitFor(() => expect(screen.queryByText(/takes no files/)).toBeNull());
  });

  it.each([
    [false, /doesn’t allow this folder on Northfield Research Storage to be shared. Ask the trust centre./],
    [true, /it can’t be known whether this is one of them. Ask the trust centre./],
  ])('says that the institution stands against it (perhaps: %s)', async (perhaps, words) => {
    const reason = 'Ask the trust centre.';
    await open({
      prepare: ({ copying }) => (copying.plan = { obstacle: { kind: 'destinationBlocked', perhaps, reason } }),
    });
    expect(await screen.findByText(words)).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });

  it('says that files do not stay there', async () => {
    await open({ prepare: ({ copying }) => (copying.plan = { purgedAfterDays: 30 }) });
    expect(await screen.findByText('Files in that place are deleted after 30 days.')).toBeVisible();
  });

  it('asks for the OK of the storage as an ordinary step', async () => {
    const { user } = await open({ prepare: ({ copying }) => (copying.refuse = { code: 'NotSignedIn' }) });
    await heading('Globus wants you to sign in again');
    expect(screen.getByText('Everything you typed is kept.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Not now' }));
    await heading('reef');
  });

  it('says why it could not begin, and can be tried again', async () => {
    const { user, ipc } = await open();
    await nameField();
    ipc.copying.refuse = { code: 'Offline' };
    await user.click(act());
    expect(await screen.findByText('No connection')).toBeVisible();
    await user.click(act());
    await heading('Copying elsewhere');
  });

  it('advises another way for very many files', async () => {
    await open({ prepare: ({ copying }) => (copying.size = { ...copying.size, files: 24_000, advice: 'manyFiles' }) });
    expect(await screen.findByText('These are many files.')).toBeVisible();
    expect(await screen.findByRole('button', { name: 'Copy 24,000 files' })).toBeVisible();
  });

  it('takes all words from the catalogue', async () => {
    const messages = pseudoMessages();
    const ipc = createFakeIpc();
    ipc.copying.plan = { obstacle: { kind: 'destinationForbidden', message: 'Denied' } };
    const start = { name: 'newCopy', source: '/home/nora/elsewhere', title: 'elsewhere' } as const;
    const { user } = renderApp({ ipc, start, messages });
    await user.click(await screen.findByRole('button', { name: /^reef project space/ }));
    await heading('reef');
    const act = document.querySelector<HTMLElement>('footer button');
    if (act !== null) await user.click(act);
    await screen.findByDisplayValue('elsewhere');
    const data = [
      'elsewhere',
      'Denied',
      'reef',
      'projects',
      'Northfield Research Storage',
      'Nora Whitfield',
      'NW',
      /\S+\.example/,
    ];
    expect(literalText([...data, '/projects/reef/', '/home/nora/', dateWords])).toEqual([]);
  });
});
