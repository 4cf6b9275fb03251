import type { Copy, CopyAction, CopyEnd, CopyPlan, CopyProblem, CopyRequest, CopySize, CopyState } from '../bindings';
import type { IpcError } from '../error';
import type { Ipc } from '../ipc';
import { research } from './storage';

/** What tests look at and set. */
export interface FakeCopies {
  all: Copy[];
  /** Changes the next plans. */
  plan: Partial<CopyPlan>;
  /** What counting finds. */
  size: CopySize;
  problems: CopyProblem[];
  /** Refuses the next question with this. */
  refuse: IpcError | null;
  /** What was asked for, in order. */
  asked: string[];
  /** Notifications that were shown. */
  announced: { id: string; title: string; body: string }[];
  /** Goes on with the shares that wait for a copy. */
  onComplete: (copy: Copy) => Promise<void>;
  /** Something happens to a copy. */
  change: (id: string, change: Partial<Copy>) => Copy;
  /** The notification about a copy is clicked. */
  open: (id: string) => void;
}

type CopyIpc = Pick<
  Ipc,
  | 'planCopy'
  | 'sizeCopy'
  | 'cancelSizeCopy'
  | 'startCopy'
  | 'copies'
  | 'copyProblems'
  | 'pauseCopy'
  | 'continueCopy'
  | 'cancelCopy'
  | 'removeCopied'
  | 'acceptCopy'
  | 'renameCopy'
  | 'forgetCopy'
  | 'announceCopy'
  | 'lookAtCopies'
  | 'onCopyChanged'
  | 'onCopyOpened'
>;

const lastPart = (path: string) => path.split('/').filter(Boolean).at(-1) ?? path;

/** One end, from a path of this computer or the web app's link. */
function endOf(address: string): CopyEnd {
  if (!URL.canParse(address)) return { name: lastPart(address), storage: null, path: address, link: null };
  const path = new URL(address).searchParams.get('origin_path') ?? '/';
  const storage = { ...research, kind: 'server' as const, online: true, highAssurance: false, contactEmail: null };
  return { name: lastPart(path), storage, path, link: address };
}

/** The folder of a name in another one. */
function inside(around: CopyEnd, name: string): CopyEnd {
  const path = `${around.path}${name}/`;
  const link = `https://app.globus.org/file-manager?origin_id=${research.id}&origin_path=${encodeURIComponent(path)}`;
  return { ...around, name, path, link };
}

/** What can be done with a copy in this state, as the app says it. */
export function actionsOf({ kind }: CopyState): CopyAction[] {
  switch (kind) {
    case 'copying':
    case 'waiting':
      return ['pause', 'cancel', 'remove', 'rename'];
    case 'paused':
    case 'stopped':
      return ['continue', 'cancel', 'remove', 'rename'];
    case 'incomplete':
      return ['tryAgain', 'accept', 'remove', 'forget', 'rename'];
    case 'complete':
      return ['forget', 'rename'];
    case 'cancelled':
      return ['continue', 'remove', 'forget', 'rename'];
    case 'removed':
      return ['forget'];
    case 'cancelling':
      return ['remove', 'rename'];
    case 'removing':
      return [];
  }
}

/** A copy of a folder of this computer, half-way. */
export function sampleCopy(more: Partial<Copy> = {}): Copy {
  const request: CopyRequest = {
    source: '/home/nora/elsewhere',
    destination: `https://app.globus.org/file-manager?origin_id=${research.id}&origin_path=%2Fprojects%2Freef%2F`,
    name: 'elsewhere',
  };
  const state: CopyState = more.state ?? { kind: 'copying', stage: 'files' };
  return {
    id: 'copy-1',
    request,
    method: 'upload',
    label: 'elsewhere',
    source: endOf(request.source),
    destination: inside(endOf(request.destination), request.name),
    state,
    progress: {
      filesDone: 112,
      files: 214,
      folders: 3,
      bytesDone: 1_200_000_000,
      bytes: 3_100_000_000,
      bytesPerSecond: 8_200_000,
      isCounting: false,
      advice: null,
    },
    doneWithout: 0,
    faults: [],
    task: null,
    beganAt: '2026-09-17T14:02:00Z',
    endedAt: null,
    waiting: [],
    actions: actionsOf(state),
    toBeAnnounced: false,
    ...more,
  };
}

/** Copies in memory. They go on when a test says so, or by steps where there is a pace. */
export function createFakeCopies(pause: () => Promise<void>): CopyIpc & { copying: FakeCopies } {
  const listeners = new Set<(copy: Copy) => void>();
  const openers = new Set<(id: string) => void>();
  /** Copies that count as complete without what is missing. */
  const accepted = new Set<string>();
  const find = (id: string) => copying.all.find((copy) => copy.id === id);

  const copying: FakeCopies = {
    all: [],
    plan: {},
    size: { files: 214, folders: 3, bytes: 3_100_000_000, leftOut: 0, isWhole: true, advice: null },
    problems: [
      { path: 'raw/plate-07.csv', why: { kind: 'unreadable' } },
      { path: 'raw/latest', why: { kind: 'linkOutside' } },
      { path: 'notes.txt', why: { kind: 'sameName', other: 'Notes.txt' } },
    ],
    refuse: null,
    asked: [],
    announced: [],
    onComplete: () => Promise.resolve(),
    change(id, change) {
      const before = find(id) ?? sampleCopy({ id });
      const actions = change.state === undefined ? before.actions : actionsOf(change.state);
      const after = { ...before, actions, ...change };
      copying.all = [after, ...copying.all.filter((copy) => copy.id !== id)];
      listeners.forEach((listener) => listener(after));
      if (after.state.kind === 'complete' && after.waiting.length > 0) {
        void copying.onComplete(after).then(() => copying.change(id, { waiting: [] }));
      }
      return after;
    },
    open: (id) => openers.forEach((opener) => opener(id)),
  };

  async function asking(what: string): Promise<void> {
    copying.asked.push(what);
    await pause();
    const refusal = copying.refuse;
    copying.refuse = null;
    if (refusal !== null) throw refusal;
  }
  const set = async (what: string, id: string, change: Partial<Copy>) => {
    await asking(`${what} ${id}`);
    if (!find(id)) throw { code: 'NotFound', what: 'share' } satisfies IpcError;
    return copying.change(id, change);
  };
  const copyingFiles: CopyState = { kind: 'copying', stage: 'files' };

  return {
    copying,
    async planCopy(request) {
      await asking(`plan ${request.name}`);
      const around = endOf(request.destination);
      return {
        request,
        method: URL.canParse(request.source) ? 'transfer' : 'upload',
        source: endOf(request.source),
        destination: inside(around, request.name),
        nameTaken: request.name === 'photos',
        suggestedName: request.name === 'photos' ? 'photos 2' : null,
        obstacle: null,
        purgedAfterDays: null,
        ...copying.plan,
      };
    },
    async sizeCopy(_source, onSize) {
      onSize({ ...copying.size, files: Math.ceil(copying.size.files / 3), isWhole: false });
      await pause();
      onSize(copying.size);
    },
    cancelSizeCopy: () => Promise.resolve(),
    async startCopy(request, label) {
      await asking(`start ${request.name}`);
      const destination = inside(endOf(request.destination), request.name);
      return copying.change(`copy-${copying.all.length + 1}`, {
        request,
        method: URL.canParse(request.source) ? 'transfer' : 'upload',
        label: label ?? endOf(request.source).name,
        source: endOf(request.source),
        destination,
        state: copyingFiles,
      });
    },
    copies: () => Promise.resolve([...copying.all]),
    async copyProblems(id, after) {
      await asking(`problems ${id}`);
      const copy = find(id);
      const isWhole = copy?.state.kind === 'complete' && copy.doneWithout === 0 && !accepted.has(id);
      const problems = isWhole ? [] : copying.problems;
      const first = problems.findIndex(({ path }) => path === after) + 1;
      const entries = problems.slice(first, first + 200);
      return { entries, next: first + 200 < problems.length ? (entries.at(-1)?.path ?? null) : null };
    },
    pauseCopy: (id) => set('pause', id, { state: { kind: 'paused' } }),
    continueCopy: (id) => set('continue', id, { state: copyingFiles }),
    cancelCopy: (id) => set('cancel', id, { state: { kind: 'cancelled' }, endedAt: '2026-09-17T14:12:00Z' }),
    removeCopied: (id) => set('remove', id, { state: { kind: 'removed' }, waiting: [] }),
    acceptCopy(id) {
      accepted.add(id);
      const before = find(id)?.state;
      const doneWithout = before?.kind === 'incomplete' ? before.problems : 0;
      return set('accept', id, { state: { kind: 'complete' }, doneWithout, endedAt: '2026-09-17T14:12:00Z' });
    },
    renameCopy: (id, label) => set('rename', id, { label }),
    async forgetCopy(id) {
      await asking(`forget ${id}`);
      copying.all = copying.all.filter((copy) => copy.id !== id);
    },
    announceCopy(id, title, body) {
      copying.announced.push({ id, title, body });
      if (find(id)) copying.change(id, { toBeAnnounced: false });
      return Promise.resolve();
    },
    lookAtCopies() {
      copying.asked.push('look');
      return Promise.resolve();
    },
    onCopyChanged(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onCopyOpened(opener) {
      openers.add(opener);
      return () => void openers.delete(opener);
    },
  };
}
