import type {
  FolderDrift,
  HistoryEntry,
  HistoryPage,
  HistoryQuery,
  PinnedFolder,
  Reminder,
  ReminderOpened,
} from '../../bindings';
import type { Ipc, Unsubscribe } from '../../ipc';
import { sampleHistory } from './sample';

/** What tests look at and set. */
export interface FakeHistory {
  entries: HistoryEntry[];
  /** Names of files that were saved, newest last, with what was asked for. */
  saved: { fileName: string; withBom: boolean | null; words: Record<string, string> }[];
  /** The person closes the system's dialog. */
  closesDialog: boolean;
  /** How often the page was printed. */
  printed: number;
  due: Reminder[];
  /** Titles and texts of notifications that were shown. */
  shown: { title: string; body: string }[];
  /** The person clicks a notification. */
  openReminder: (place: ReminderOpened) => void;
  pinned: PinnedFolder[];
  drift: Partial<FolderDrift>;
}

type HistoryIpc = Pick<
  Ipc,
  | 'history'
  | 'deleteHistory'
  | 'folderDrift'
  | 'pinFolder'
  | 'countFromNow'
  | 'pinnedFolders'
  | 'saveShares'
  | 'saveHistory'
  | 'saveCalendar'
  | 'saveShareCalendar'
  | 'printPage'
  | 'dueReminders'
  | 'showReminder'
  | 'onReminderOpened'
>;

function fits({ collectionId, by, search }: HistoryQuery, entry: HistoryEntry): boolean {
  const person = entry.access?.to === 'guest' ? entry.access.guest : null;
  const words = [entry.name, entry.collectionName, entry.path, person?.name ?? ''];
  if (person?.kind === 'person') words.push(person.username);
  const text = words.join(' ').toLowerCase();
  return (
    (collectionId ?? entry.collectionId) === entry.collectionId &&
    (by ?? entry.by) === entry.by &&
    search
      .toLowerCase()
      .split(/\s+/u)
      .every((word) => text.includes(word))
  );
}

/** The history, files and reminders of the fake app. */
export function createFakeHistory(pause: () => Promise<void>): HistoryIpc & { past: FakeHistory } {
  const listeners = new Set<(place: ReminderOpened) => void>();
  const past: FakeHistory = {
    entries: sampleHistory(),
    saved: [],
    closesDialog: false,
    printed: 0,
    due: [],
    shown: [],
    openReminder: (place) => listeners.forEach((listener) => listener(place)),
    pinned: [],
    drift: {},
  };
  const save = (fileName: string, words: Record<string, string>, withBom: boolean | null) => {
    if (past.closesDialog) return Promise.resolve(null);
    past.saved.push({ fileName, withBom, words });
    return Promise.resolve({ path: `/home/nora/${fileName}` });
  };
  const driftOf = (collectionId: string, path: string): FolderDrift => ({
    collectionId,
    path,
    name: path.split('/').filter(Boolean).at(-1) ?? '',
    pinned: past.pinned.some((folder) => folder.collectionId === collectionId && folder.path === path),
    since: '2026-09-03T14:00:00Z',
    added: 12,
    removed: 0,
    examples: ['plate-07.csv', 'plate-08.csv', 'plate-09.csv'],
    cutShort: false,
    ...past.drift,
  });
  return {
    past,
    async history(query, offset, limit): Promise<HistoryPage> {
      await pause();
      const found = past.entries.filter((entry) => fits(query, entry));
      return { total: found.length, offset, entries: found.slice(offset, offset + limit), keptDays: 90 };
    },
    deleteHistory(what) {
      past.entries = what.kind === 'all' ? [] : past.entries.filter(({ id }) => id !== what.id);
      return Promise.resolve();
    },
    folderDrift: (collectionId, path) => pause().then(() => driftOf(collectionId, path)),
    pinFolder(collectionId, path, pinned) {
      past.pinned = past.pinned.filter((folder) => folder.collectionId !== collectionId || folder.path !== path);
      const { name } = driftOf(collectionId, path);
      if (pinned) past.pinned.push({ collectionId, path, name, since: '2026-09-03T14:00:00Z' });
      return Promise.resolve();
    },
    countFromNow(collectionId, path) {
      past.drift = { added: 0, removed: 0, examples: [], since: '2026-09-17T14:12:00Z' };
      return Promise.resolve(driftOf(collectionId, path));
    },
    pinnedFolders: () => Promise.resolve([...past.pinned]),
    saveShares: (_query, words, withBom, fileName) => save(fileName, words, withBom),
    saveHistory: (_query, format, words, withBom, fileName) => save(fileName, words, format === 'csv' ? withBom : null),
    saveCalendar: (_targets, words, fileName) => save(fileName, words, null),
    saveShareCalendar: (_id, words, fileName) => save(fileName, words, null),
    printPage() {
      past.printed += 1;
      return Promise.resolve();
    },
    dueReminders: () => Promise.resolve([...past.due]),
    showReminder(reminder, title, body) {
      past.due = past.due.filter((each) => each !== reminder);
      past.shown.push({ title, body });
      return Promise.resolve();
    },
    onReminderOpened(listener): Unsubscribe {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
