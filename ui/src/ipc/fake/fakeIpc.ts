import type {
  AppState,
  FolderDrag,
  FolderPreview,
  Guest,
  ResolvedLine,
  Session,
  ShareDraft,
  ShareOutcome,
  SharePlan,
  SignInEvent,
  TrayWords,
  UnfinishedShare,
} from '../bindings';
import type { IpcError } from '../error';
import type { Ipc } from '../ipc';
import { createFakeAudit, type FakeAudit } from './audit';
import { createFakeCollections, type FakeCollections } from './collection';
import { sharesAfterCopies } from './afterCopies';
import { createFakeCopies, type FakeCopies } from './copies';
import { createFakeDrives, type FakeDrives } from './drives';
import { createFakeGroups, type FakeGroups } from './groups';
import { createFakeHistory, type FakeHistory } from './history';
import { groups, nora, noraAtEastlake, people, SAMPLE_ZONE } from './people';
import { createFakeSharedFiles, type FakeSharedFiles } from './sharedFiles';
import { addressRule, forbiddenAmong, guestRule, noPolicy, type FakeLimits, type FakePolicy } from './policy';
import { createFakeStorages, type FakeStorages } from './storage';
import { checkPath, planOf, play, recentFolders } from './sharing';

export interface FakeOptions {
  /** What differs from a signed-in person outside practice. */
  state?: Partial<AppState>;
  unfinished?: UnfinishedShare[];
  drafts?: ShareDraft[];
  /** Milliseconds per step of work; tests leave it at 0. */
  pace?: number;
}

/** The fake, with what tests look at and what they set off. */
export interface FakeIpc extends Ipc {
  clipboard: string[];
  openedLinks: string[];
  state: AppState;
  /** What the folder dialog will answer. */
  chosen: string[];
  /** Ids of planned grants that fail when a plan is applied. */
  failing: Set<string>;
  /** All shares, and changes of them. */
  audit: FakeAudit;
  /** Single collections, on the same data. */
  collections: FakeCollections;
  /** Groups and who is in them. */
  groups: FakeGroups;
  /** Storage elsewhere, and its folders. */
  storage: FakeStorages;
  /** Files of shared folders, with their links. */
  shared: FakeSharedFiles['shared'];
  /** Copies to storage. */
  copying: FakeCopies;
  /** What happened, and files and reminders that left the app. */
  past: FakeHistory;
  drag: (drag: FolderDrag) => void;
  /** The desktop's tray: whether there is one, and the words of our icon's menu while it is shown. */
  tray: { there: boolean; icon: TrayWords | null };
  /** What the institution allows. */
  policy: FakePolicy;
  /** Network drives. */
  driveWorld: FakeDrives;
  changed: () => void;
  /** Ends a waiting sign-in the way the browser would. */
  finishSignIn: (error?: IpcError) => void;
}

export const sampleSession: Session = { identity: nora, linked: [nora, noraAtEastlake], remembered: true };

const sampleState: AppState = {
  version: '0.1.0',
  session: sampleSession,
  practice: false,
  clientIdConfigured: true,
  vault: 'available',
  settings: {
    theme: 'system',
    defaultPermissions: 'r',
    defaultEndDays: 90,
    timeZone: null,
    clientId: null,
    rememberSignIn: true,
    reminderDays: [30, 14, 7, 1],
    keepInTray: false,
    historyDays: 90,
    welcomed: true,
  },
  timeZone: SAMPLE_ZONE,
  notices: [],
};

const preview: FolderPreview = {
  files: 214,
  folders: 3,
  bytes: 3_100_000_000,
  newest: '2026-09-17T14:12:00Z',
  unreadable: 0,
  entries: [
    {
      name: 'figures',
      path: '/data/northfield/maple-trial/Results/figures',
      isFolder: true,
      files: 38,
      bytes: 41_000_000,
    },
    { name: 'raw', path: '/data/northfield/maple-trial/Results/raw', isFolder: true, files: 151, bytes: 2_900_000_000 },
    {
      name: 'tables',
      path: '/data/northfield/maple-trial/Results/tables',
      isFolder: true,
      files: 22,
      bytes: 96_000_000,
    },
    {
      name: 'README.md',
      path: '/data/northfield/maple-trial/Results/README.md',
      isFolder: false,
      files: 1,
      bytes: 4_096,
    },
    {
      name: 'methods.docx',
      path: '/data/northfield/maple-trial/Results/methods.docx',
      isFolder: false,
      files: 1,
      bytes: 1_100_000,
    },
  ],
  moreEntries: 1,
};

const addressPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function resolve(line: string, limits: FakeLimits): ResolvedLine {
  const input = line.trim();
  const address = input.toLowerCase();
  const person = people.find((each) => each.username === address || each.id === address);
  const group = groups.find((each) => each.id === address);
  const guest: Guest | null = person ? { kind: 'person', ...person } : group ? { kind: 'group', ...group } : null;
  if (guest !== null) return { input, resolution: { kind: 'found', guest }, forbidden: guestRule(guest, limits) };
  return addressPattern.test(address)
    ? { input, resolution: { kind: 'unknown', address }, forbidden: addressRule(address, limits) }
    : { input, resolution: { kind: 'notAnAddress' }, forbidden: null };
}

/** An app in memory with sample data: what screens are tested and drawn with. */
export function createFakeIpc({ state, unfinished = [], drafts = [], pace = 0 }: FakeOptions = {}): FakeIpc {
  const kept = [...drafts];
  const open = [...unfinished];
  const plans = new Map<string, SharePlan>();
  const outcomes = new Map<string, ShareOutcome>();
  let recents = [...recentFolders];
  const dragListeners = new Set<(drag: FolderDrag) => void>();
  const stateListeners = new Set<() => void>();
  let signIn: { done: (session: Session) => void; fail: (error: IpcError) => void } | null = null;

  const pause = () => (pace === 0 ? Promise.resolve() : new Promise<void>((done) => setTimeout(done, pace)));
  const fail = (error: IpcError) => Promise.reject(error);
  const set = (next: Partial<AppState>) => {
    fake.state = { ...fake.state, ...next };
    fake.changed();
  };
  const limits = () => fake.policy.limits;
  const outcome = (id: string) => outcomes.get(id);
  const audit = createFakeAudit(pause);
  const copies = createFakeCopies(pause);
  const after = sharesAfterCopies(copies.copying, async (waiting) => {
    outcomes.set(waiting.shareId, await play(waiting.plan, waiting.shareId, () => undefined, pause, new Set()));
  });

  const fake: FakeIpc = {
    ...audit,
    ...createFakeCollections(audit.audit, limits, pause),
    ...createFakeHistory(pause),
    ...createFakeGroups(audit.subjectPage, limits, pause),
    ...createFakeStorages(pause),
    ...createFakeSharedFiles(pause),
    ...copies,
    ...createFakeDrives(),
    clipboard: [],
    openedLinks: [],
    state: { ...sampleState, ...state },
    chosen: ['/data/northfield/maple-trial/Results'],
    failing: new Set(),
    drag: (drag) => dragListeners.forEach((listener) => listener(drag)),
    changed: () => stateListeners.forEach((listener) => listener()),
    tray: { there: true, icon: null },
    policy: noPolicy(),
    finishSignIn(error) {
      if (error) signIn?.fail(error);
      else signIn?.done(sampleSession);
      signIn = null;
    },

    appState: () => Promise.resolve(fake.state),
    institutionPolicy: () => Promise.resolve(fake.policy),
    hasTray: () => Promise.resolve(fake.tray.there),
    showTray(words) {
      fake.tray.icon = fake.tray.there && fake.state.settings.keepInTray ? words : null;
      return Promise.resolve(fake.tray.icon !== null);
    },
    async signIn(_demand, remember, onEvent: (event: SignInEvent) => void) {
      if (!fake.state.clientIdConfigured) return fail({ code: 'ClientIdMissing' });
      onEvent({ kind: 'waiting', url: 'https://auth.globus.org/v2/oauth2/authorize?sample', browserOpened: true });
      const session = await new Promise<Session>((done, failed) => {
        signIn = { done, fail: failed };
      });
      onEvent({ kind: 'finishing' });
      set({ session: { ...session, remembered: remember } });
      return session;
    },
    pasteSignInCode(code) {
      if (code.trim().length < 8) return fail({ code: 'InvalidInput', field: 'signInCode', reason: 'empty' });
      fake.finishSignIn();
      return Promise.resolve();
    },
    cancelSignIn() {
      fake.finishSignIn({ code: 'SignInCancelled', reason: null });
      return Promise.resolve();
    },
    signOut() {
      set({ session: null });
      return Promise.resolve();
    },
    async startPractice() {
      await pause();
      set({ session: sampleSession, practice: true });
      return sampleSession;
    },
    leavePractice() {
      set({ session: null, practice: false });
      return Promise.resolve();
    },

    chooseFolders: () => Promise.resolve(fake.chosen),
    checkFolders: (paths) => pause().then(() => paths.map(checkPath)),
    async previewFolder(_id, _path, onEvent) {
      onEvent({
        kind: 'counted',
        preview: { ...preview, files: 38, bytes: 41_000_000, entries: preview.entries.slice(0, 1) },
      });
      await pause();
      onEvent({ kind: 'finished', preview });
    },
    cancelPreview: () => Promise.resolve(),
    recentFolders: () => Promise.resolve(recents),
    clearRecentFolders() {
      recents = [];
      return Promise.resolve();
    },

    async suggestGuests(query) {
      await pause();
      const wanted = query.trim().toLowerCase();
      const fits = (text: string | null) => text?.toLowerCase().includes(wanted) ?? false;
      const found = {
        people: people.filter((person) => fits(person.name) || fits(person.username)),
        groups: groups.filter((group) => fits(group.name)),
      };
      const exact = wanted.includes('@') ? resolve(wanted, limits()) : null;
      return { ...found, exact, forbidden: forbiddenAmong(found, limits()) };
    },
    resolveGuests: (lines) =>
      pause().then(() => lines.filter((line) => line.trim() !== '').map((line) => resolve(line, limits()))),
    inviteGuest: (address) =>
      Promise.resolve({
        id: `ffffffff-0000-4000-8000-${String(address.length).padStart(12, '0')}`,
        username: address,
        name: null,
        organization: null,
        status: 'unused',
        outside: !address.endsWith('northfield.example'),
        firstTime: true,
        inGroup: null,
        application: false,
      }),

    saveDraft(draft) {
      const index = kept.findIndex((each) => each.id === draft.id);
      if (index === -1) kept.unshift(draft);
      else kept[index] = draft;
      return Promise.resolve();
    },
    listDrafts: () => Promise.resolve([...kept]),
    deleteDraft(id) {
      kept.splice(0, kept.length, ...kept.filter((draft) => draft.id !== id));
      return Promise.resolve();
    },
    async planShare(draft) {
      await pause();
      const plan = { ...planOf(draft), waitsFor: after.copyOf(draft) };
      plans.set(plan.id, plan);
      return plan;
    },
    async applyShare(planId, _confirmations, onEvent) {
      const plan = plans.get(planId);
      if (!plan) return fail({ code: 'NotFound', what: 'share' });
      const shareId = `share-${planId}`;
      const result = after.waiting(plan, shareId) ?? (await play(plan, shareId, onEvent, pause, fake.failing));
      outcomes.set(shareId, result);
      return result;
    },
    cancelShare: () => Promise.resolve(),
    async resumeShare(shareId, onEvent) {
      open.splice(0, open.length, ...open.filter((each) => each.shareId !== shareId));
      const before = outcome(shareId);
      if (!before) return fail({ code: 'NotFound', what: 'share' });
      const result = await play(before.plan, shareId, onEvent, pause, new Set());
      outcomes.set(shareId, result);
      return result;
    },
    leaveOff(shareId) {
      open.splice(0, open.length, ...open.filter((each) => each.shareId !== shareId));
      const before = outcome(shareId);
      return before ? Promise.resolve(before) : fail({ code: 'NotFound', what: 'share' });
    },
    undoShare(shareId, onEvent) {
      const before = outcome(shareId);
      if (!before) return fail({ code: 'NotFound', what: 'share' });
      const results = before.results.map((result) => ({ ...result, state: { kind: 'undone' as const }, ruleId: null }));
      results.forEach(({ grant, state: undone }) => onEvent({ kind: 'grant', grant, state: undone }));
      return Promise.resolve({ ...before, results });
    },
    shareOutcome(shareId) {
      const result = outcome(shareId);
      return result ? Promise.resolve(result) : fail({ code: 'NotFound', what: 'share' });
    },
    unfinishedShares: () => Promise.resolve([...open]),

    updateSettings(settings) {
      set({ settings, clientIdConfigured: fake.state.clientIdConfigured || settings.clientId !== null });
      return Promise.resolve(fake.state);
    },
    openLink(url) {
      fake.openedLinks.push(url);
      return Promise.resolve();
    },
    copyText(text) {
      fake.clipboard.push(text);
      return Promise.resolve();
    },

    onFolderDrag(listener) {
      dragListeners.add(listener);
      return () => void dragListeners.delete(listener);
    },
    onAppStateChanged(listener) {
      stateListeners.add(listener);
      return () => void stateListeners.delete(listener);
    },
  };
  return fake;
}
