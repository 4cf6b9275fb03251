import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { pseudoMessages } from '../../../i18n/pseudo';
import type { Checklist, FolderCheck } from '../../../ipc/bindings';
import { checklistOf, heldUp, type FakeIpc } from '../../../ipc/fake';
import { machinePolicy } from '../../../ipc/fake/policy';
import { axeViolations } from '../../../test/axe';
import { openFlow } from '../testing/open';

const FOLDER = '/home/nora/results';
const UNLISTED = checklistOf({ folderListed: { kind: 'notListed' }, folderSharable: null });
const STOPPED = checklistOf({ running: { kind: 'stopped' } });

/** This computer, as it stands now; the test sets it up further. */
function computer(first: Checklist) {
  const now = { checklist: first, fails: null as unknown };
  const prepare = (ipc: FakeIpc) => {
    const ask = ipc.checkFolders;
    ipc.checkFolders = async (paths) => {
      if (now.fails !== null) throw now.fails;
      return (await ask(paths)).map((check): FolderCheck => {
        const done = now.checklist.lines.every(({ state }) => state.kind !== 'missing');
        return {
          ...check,
          ...(done ? { readiness: { kind: 'ready' }, checklist: now.checklist } : heldUp(now.checklist)),
        };
      });
    };
  };
  return { now, prepare };
}

/** The person was elsewhere for a while, and comes back. */
function comeBack() {
  vi.spyOn(performance, 'now').mockReturnValue((comeBack.time += 5_000));
  act(() => void fireEvent.focus(window));
}
comeBack.time = 10_000;

const line = (name: string) => screen.getByText(name).closest('li') ?? document.body;

describe('the checklist of this computer', () => {
  it('shows what is done, what to do on this system, and what nobody knows yet', async () => {
    openFlow({ paths: ['/home/nora/elsewhere'] });
    const heading = await screen.findByRole('heading', { level: 1, name: 'Get this computer ready' });
    await waitFor(() => expect(heading).toHaveFocus());
    const list = screen.getByRole('list', { name: 'What sharing from this computer takes' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(6);
    expect(line('Globus Connect Personal is installed')).toHaveTextContent(/To do.*unpack it in your home folder/);
    expect(line('It is running')).toHaveTextContent('Not known yet');
    expect(within(list).getAllByRole('heading', { level: 2 })).toHaveLength(1);
    expect(await axeViolations()).toEqual([]);
  });

  it('opens the page where the program is', async () => {
    const { user, ipc } = openFlow({ paths: ['/home/nora/elsewhere'] });
    await user.click(await screen.findByRole('button', { name: 'Open the download page' }));
    expect(ipc.openedLinks).toEqual(['https://www.globus.org/globus-connect-personal']);
  });

  it('names the file and the line where there is no menu', async () => {
    const { prepare } = computer(UNLISTED);
    const { user, ipc } = openFlow({ paths: [FOLDER], prepare });
    expect(await screen.findByText(/\/home\/nora\/\.globusonline\/lta\/config-paths, then stop/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Copy the line' }));
    expect(ipc.clipboard).toEqual([`${FOLDER},1,0`]);
  });

  it('looks again when the person comes back, says what is new, and goes on only when told to', async () => {
    const { now, prepare } = computer(STOPPED);
    const { user, ipc } = openFlow({ paths: [FOLDER], prepare });
    await screen.findByText(/Start Globus Connect Personal from the applications menu/);
    const check = vi.spyOn(ipc, 'checkFolders');
    now.checklist = UNLISTED;
    comeBack();
    expect(await screen.findByText(/Done: It is running\. To do again: It may reach this folder/)).toBeInTheDocument();
    expect(line('It is running')).toHaveTextContent('Done');
    now.checklist = checklistOf();
    comeBack();
    expect(await screen.findByRole('heading', { level: 1, name: 'results can be shared now' })).toBeVisible();
    expect(screen.getByText(/Every line has its tick/)).toBeInTheDocument();
    expect(check).toHaveBeenCalledTimes(2);
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Go on with results' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Share results' })).toBeVisible();
    comeBack();
    expect(check).toHaveBeenCalledTimes(2);
  });

  it('asks once for many returns in a row, and stays silent where nothing changed', async () => {
    const { prepare } = computer(STOPPED);
    const { ipc } = openFlow({ paths: [FOLDER], prepare });
    await screen.findByText('It is running');
    const check = vi.spyOn(ipc, 'checkFolders');
    comeBack();
    await waitFor(() => expect(check).toHaveBeenCalledOnce());
    for (let turn = 0; turn < 9; turn += 1) {
      vi.spyOn(performance, 'now').mockReturnValue((comeBack.time += 100));
      // Each look is over before the next one could begin.
      await act(async () => {
        fireEvent.focus(window);
        await Promise.resolve();
      });
    }
    expect(check).toHaveBeenCalledOnce();
    comeBack();
    await waitFor(() => expect(check).toHaveBeenCalledTimes(2));
    expect(screen.queryByText(/Checked again/)).not.toBeInTheDocument();
  });

  it('answers whoever asks, and goes straight on', async () => {
    const { now, prepare } = computer(STOPPED);
    const { user } = openFlow({ paths: [FOLDER], prepare });
    await user.click(await screen.findByRole('button', { name: 'Check again' }));
    expect(await screen.findByText('Checked again just now. It is still the same.')).toBeInTheDocument();
    now.checklist = checklistOf();
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Share results' })).toBeVisible();
  });

  it('loses nothing that was typed: not by a look, a failure, or a sign-in half-way', async () => {
    const { now, prepare } = computer(STOPPED);
    const { user, ipc } = openFlow({ paths: [FOLDER], prepare });
    const fold = await screen.findByRole('button', { name: /If you can’t do this yourself/ });
    await user.click(fold);
    const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Text for support' });
    expect(box().value).toContain(`Folder: ${FOLDER}`);
    expect(box().value).toContain('- It is running: no (it is off or has no connection)');
    expect(box().value).toContain('nora.whitfield@northfield.example');
    await user.type(box(), ' Please call me.');
    const mine = box().value;
    now.fails = { code: 'Offline' };
    comeBack();
    expect(await screen.findByText('It could not be looked at again just now.')).toBeVisible();
    expect(box().value).toBe(mine);
    now.fails = { code: 'SessionRequired', demand: { ...DEMAND } };
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    await screen.findByRole('heading', { level: 1, name: 'Globus wants you to sign in again' });
    now.fails = null;
    await user.click(screen.getByRole('button', { name: 'Continue in the browser' }));
    act(() => ipc.finishSignIn());
    await user.click(await screen.findByRole('button', { name: /If you can’t do this yourself/ }));
    expect(box().value).toBe(mine);
    await user.click(screen.getByRole('button', { name: 'Copy the text' }));
    expect(ipc.clipboard).toEqual([mine]);
    expect(screen.queryByRole('button', { name: /Write it anew/ })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Open in mail program' }));
    now.checklist = UNLISTED;
    comeBack();
    await user.click(await screen.findByRole('button', { name: /Write it anew/ }));
    expect(box().value).toContain('- It is running: yes');
    expect(box().value).not.toContain('Please call me');
    expect(ipc.openedLinks[0]).toMatch(/^mailto:\?subject=Sharing%20the%20folder.*Please%20call%20me/);
  });

  it('asks the person to look where no file tells', async () => {
    const { prepare } = computer(checklistOf({ running: { kind: 'stopped' }, folderSharable: null }));
    openFlow({ paths: [FOLDER], prepare });
    await screen.findByText('The folder is ticked as shareable');
    expect(line('The folder is ticked as shareable')).toHaveTextContent(/Not known yet.*See that Shareable is ticked/);
  });

  it('goes to the institution’s own help desk where its policy names one', async () => {
    const { prepare } = computer(checklistOf({ subscription: { kind: 'noSubscription' } }));
    const support = { name: 'Research Computing', email: 'help@northfield.example', page: null };
    const { user, ipc } = openFlow({
      paths: [FOLDER],
      prepare: (fake) => {
        prepare(fake);
        fake.policy = machinePolicy({ support });
      },
    });
    const text = await screen.findByRole('textbox', { name: 'Text for support' });
    await waitFor(() =>
      expect(text).toHaveAccessibleDescription(/It is for Research Computing \(help@northfield\.example\)/),
    );
    await user.click(screen.getByRole('button', { name: 'Open in mail program' }));
    expect(ipc.openedLinks[0]).toMatch(/^mailto:help@northfield\.example\?/);
  });

  it('asks support for a subscription where that alone is missing', async () => {
    const { prepare } = computer(checklistOf({ subscription: { kind: 'noSubscription' } }));
    openFlow({ paths: [FOLDER], prepare });
    const text = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Text for support' });
    expect(text.value).toContain('add my Globus Connect Personal collection');
  });

  it.each([
    [{ kind: 'otherAccount', owner: 'mei@eastlake.example' } as const, /the Globus account of mei@eastlake\.example/],
    [{ kind: 'otherAccount', owner: null } as const, /another Globus account/],
    [{ kind: 'otherSignIn', username: 'nora@alpen.example' } as const, /nora@alpen\.example, another sign-in of yours/],
    [{ kind: 'filesUnreadable', path: '/x/client-id.txt' } as const, /\/x\/client-id\.txt can’t be read/],
    [{ kind: 'neverSetUp' } as const, /Sign in as nora\.whitfield@northfield\.example there/],
    [{ kind: 'collectionGone' } as const, /was deleted there/],
  ])('tells %o apart', async (obstacle, words) => {
    const { prepare } = computer(checklistOf({ setUp: obstacle }));
    openFlow({ paths: [FOLDER], prepare });
    expect(await screen.findByText(words)).toBeVisible();
  });

  it('has no word of its own outside the catalogue', async () => {
    openFlow({ paths: ['/home/nora/unlisted'], messages: pseudoMessages() });
    const list = await screen.findByRole('list');
    const words = [...list.querySelectorAll('p, h2, span')].map((each) => each.textContent);
    expect(words.filter((text) => /^[A-Za-z ]{4,}$/.test(text))).toEqual([]);
  });
});

const DEMAND = {
  required_scopes: [],
  session_message: null,
  identities: [],
  single_domain: [],
  policies: [],
  mfa: null,
  prompt: null,
};
