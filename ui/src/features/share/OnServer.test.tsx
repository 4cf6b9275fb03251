import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { FolderCheck, Location, Refusal, StorageAccount } from '../../ipc/bindings';
import { createFakeIpc, type FakeIpc } from '../../ipc/fake';
import { axeViolations } from '../../test/axe';
import { renderApp } from '../../test/render';
import { openFlow, openReview, openSheet } from './testing/open';

const accounts: StorageAccount[] = [
  { id: 'account-1', username: 'nora', name: null, identityId: 'aaaaaaaa-0000-4000-8000-000000000001' },
  { id: 'account-2', username: 'n.whitfield', name: 'Eastlake', identityId: 'aaaaaaaa-0000-4000-8000-000000000002' },
];

/** Answers every check with a change of the sample's answer. */
function answering(change: (check: FolderCheck, location: Location) => FolderCheck) {
  return (ipc: FakeIpc) => {
    const ask = ipc.checkFolders;
    ipc.checkFolders = async (paths) =>
      (await ask(paths)).map((check) => (check.location === null ? check : change(check, check.location)));
  };
}

const covered = answering((check, location) => ({
  ...check,
  location: {
    ...location,
    alternatives: [{ kind: 'create', name: check.dropped.name, hostPath: location.storagePath }],
    accounts,
  },
}));

const created = (more: Partial<Location>) =>
  answering((check, location) => ({
    ...check,
    location: {
      ...location,
      target: { kind: 'create', name: check.dropped.name, hostPath: location.storagePath },
      accounts: accounts.slice(0, 1),
      ...more,
    },
  }));

const refusing = (refusal: Refusal) =>
  answering((check, location) => ({
    ...check,
    location: { ...location, storage: { ...location.storage, contactEmail: 'help@northfield.example' } },
    readiness: { kind: 'notFromHere', reason: { kind: 'server', refusal } },
  }));

const demand = (scopes: string[]) => ({
  required_scopes: scopes,
  session_message: null,
  identities: [],
  single_domain: [],
  policies: [],
  mfa: null,
  prompt: null,
});

function prepared(prepare: (ipc: FakeIpc) => void): FakeIpc {
  const ipc = createFakeIpc();
  prepare(ipc);
  return ipc;
}

const MANAGE = 'urn:globus:auth:scope:s1:manage_collections';

function asking(scopes: string[]) {
  return (ipc: FakeIpc) => {
    const ask = ipc.checkFolders;
    ipc.checkFolders = () => {
      ipc.checkFolders = ask;
      return Promise.reject({ code: 'ConsentRequired', demand: demand(scopes) });
    };
  };
}

describe('a folder on a server', () => {
  it('is asked for on the next page when its link is pasted', async () => {
    const { user } = renderApp({
      ipc: prepared(asking([MANAGE])),
      start: { name: 'home' },
    });
    await user.click(await screen.findByRole('button', { name: /Paste a path/ }));
    await user.click(screen.getByRole('textbox', { name: 'Path of the folder' }));
    await user.paste('/data/northfield/core');
    await user.click(screen.getByRole('button', { name: 'Go on with this path' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Share core' })).toBeVisible();
  });

  it('says what will be allowed before the browser opens', async () => {
    const { user, ipc } = openFlow({
      prepare: asking([`${MANAGE}[*https://auth.globus.org/scopes/m1/data_access]`]),
    });
    expect(await screen.findByText(/look after shared folders on it for you/)).toBeVisible();
    const allowed = screen.getByRole('list', { name: 'What you allow' });
    expect(within(allowed).getAllByRole('listitem')).toHaveLength(2);
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Continue in the browser' }));
    ipc.finishSignIn();
    expect(await screen.findByRole('heading', { level: 1, name: 'Share Results' })).toBeVisible();
  });

  it('does not speak of data where protected storage keeps it apart', async () => {
    openFlow({ prepare: asking([MANAGE]) });
    const allowed = await screen.findByRole('list', { name: 'What you allow' });
    expect(within(allowed).getAllByRole('listitem')).toHaveLength(1);
  });

  it.each<[Refusal, RegExp]>([
    [{ kind: 'noAccount', accounts: [] }, /no account on this storage/],
    [{ kind: 'noAccount', accounts: ['nora'] }, /One of these would do: nora/],
    [{ kind: 'accountInvalid' }, /no longer takes your account/],
    [{ kind: 'unknownUser' }, /belongs to an account/],
    [{ kind: 'roleMissing', roles: ['administrator'] }, /roles on this storage: administrator/],
    [{ kind: 'domainNotAllowed', domains: ['alpen.example'] }, /sign-ins of alpen\.example only/],
    [{ kind: 'signInNotMine' }, /not one of yours/],
    [{ kind: 'subscriptionNeeded' }, /no Globus subscription/],
    [{ kind: 'guestsNotAllowed' }, /Nobody may share/],
    [{ kind: 'folderNotSharable' }, /but not this one/],
    [{ kind: 'accountMayNotShare', account: 'nora' }, /not by your account nora/],
    [{ kind: 'alreadyThere' }, /there already/],
    [{ kind: 'inputRefused', message: 'too odd' }, /“too odd”/],
    [{ kind: 'other', message: 'not today' }, /“not today”/],
  ])('says why not, and whom to ask: %j', async (refusal, sentence) => {
    openFlow({ prepare: refusing(refusal) });
    const text = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Text for support' });
    expect(text.value).toMatch(sentence);
    expect(screen.getAllByText(sentence)[0]).toBeVisible();
    expect(screen.getByText(/help@northfield\.example/)).toBeVisible();
  });

  it('uses the shared folder that covers it, or a new one through a chosen account', async () => {
    const { user, ipc, add } = await openSheet({ prepare: covered });
    expect(screen.getByText(/Your shared folder “Maple trial 2026” already covers it/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Use a new shared folder instead' }));
    expect(screen.getByText(/will be made for it/)).toBeVisible();
    expect(screen.getByRole('radio', { name: /nora/ })).toBeChecked();
    await user.click(screen.getByRole('radio', { name: /n\.whitfield/ }));
    expect(await axeViolations()).toEqual([]);
    await add('alex.kim', /Alex Kim/);
    const plan = vi.spyOn(ipc, 'planShare');
    await user.click(screen.getByRole('button', { name: /^Review/ }));
    await waitFor(() =>
      expect(plan).toHaveBeenCalledWith(
        expect.objectContaining({ newCollection: true, collectionId: null, accountId: 'account-2' }),
      ),
    );
  });

  it('can go back to the shared folder that exists', async () => {
    const { user } = await openSheet({ prepare: covered });
    await user.click(screen.getByRole('button', { name: 'Use a new shared folder instead' }));
    await user.click(screen.getByRole('button', { name: 'Use the shared folder “Maple trial 2026” after all' }));
    expect(screen.getByText(/already covers it/)).toBeVisible();
    expect(screen.queryByRole('radio', { name: /nora/ })).not.toBeInTheDocument();
  });

  it('names the account, or says that it is set up first', async () => {
    const one = await openSheet({ prepare: created({}) });
    expect(screen.getByText('Your account there: nora.')).toBeVisible();
    one.unmount();
    await openSheet({ prepare: created({ accounts: [] }) });
    expect(screen.getByText(/will be set up for Globus first/)).toBeVisible();
  });

  it('says on the review through which account', async () => {
    await openReview({
      prepare: (ipc) => {
        created({})(ipc);
        const plan = ipc.planShare;
        ipc.planShare = async (draft) => {
          const made = await plan(draft);
          const [account = null] = accounts;
          const folders = made.folders.map((folder) => ({
            ...folder,
            collection: { kind: 'new' as const, name: 'Results', hostPath: '/r/', storageId: 'm1', account },
          }));
          return { ...made, folders };
        };
      },
    });
    expect(screen.getByText(/Your account there: nora/)).toBeVisible();
  });
});
