import type { FolderEntry, StorageCard, Storages } from '../bindings';
import type { IpcError } from '../error';
import type { Ipc } from '../ipc';

/** What tests look at and set. */
export interface FakeStorages {
  all: StorageCard[];
  shelves: Storages;
  /** What folders hold, by storage and path. */
  folders: Map<string, FolderEntry[]>;
  /** Storages whose folders want the person's OK first. */
  wantOk: Set<string>;
  /** Refuses the next question with this. */
  refuse: IpcError | null;
  /** Entries of one page. */
  page: number;
  /** What was asked for, in order. */
  asked: string[];
}

type StorageIpc = Pick<Ipc, 'storages' | 'searchStorages' | 'openStorage' | 'listFolder' | 'makeFolder'>;

function card(number: number, name: string, more: Partial<StorageCard>): StorageCard {
  return {
    id: `57000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    name,
    kind: 'server',
    on: null,
    organization: 'Northfield University',
    description: null,
    protected: false,
    online: null,
    https: true,
    sharing: { kind: 'storageDecides' },
    ...more,
  };
}

const shared = { kind: 'sharedFolder', on: 'Northfield Research Storage' } as const;

export const research = card(1, 'Northfield Research Storage', { description: 'Project space for all departments' });
export const protectedData = card(2, 'Northfield Protected Data', { protected: true });
export const instrumentArchive = card(3, 'Northfield Instrument Archive', {});
export const fieldComputer = card(4, 'Field station computer', {
  kind: 'otherComputer',
  organization: 'Nora Whitfield',
  online: false,
  https: false,
  sharing: { kind: 'yes' },
});
export const whitfieldArchive = card(5, 'Whitfield Lab archive', { ...shared, sharing: { kind: 'yes' } });
export const reefSurvey = card(6, 'Reef survey 2026', {
  ...shared,
  organization: 'Eastlake University',
  sharing: { kind: 'no', reason: 'notManaged' },
});

const folder = (around: string, name: string): FolderEntry => ({
  name,
  kind: 'folder',
  path: `${around}${name}/`,
  bytes: null,
  modified: '2026-09-11T08:00:00Z',
});
const file = (name: string, bytes: number): FolderEntry => ({
  name,
  kind: 'file',
  path: null,
  bytes,
  modified: '2026-09-12T10:30:00Z',
});

/** What the sample storage holds, by storage and path. */
function sampleFolders(): Map<string, FolderEntry[]> {
  const at = (storage: StorageCard, path: string) => `${storage.id} ${path}`;
  return new Map([
    [at(research, '/'), [folder('/', 'core'), folder('/', 'projects')]],
    [at(research, '/~/'), [folder('/~/', 'analysis'), file('notes.txt', 2_048)]],
    [at(research, '/~/analysis/'), []],
    [at(research, '/core/'), []],
    [
      at(research, '/projects/'),
      [
        folder('/projects/', 'maple trial'),
        folder('/projects/', 'reef'),
        folder('/projects/', 'soil'),
        folder('/projects/', 'whitfield'),
        file('README.md', 4_096),
      ],
    ],
    [
      at(research, '/projects/reef/'),
      [
        folder('/projects/reef/', 'photos'),
        folder('/projects/reef/', 'transects'),
        file('coral counts 2026.csv', 1_250_000),
        file('survey protocol.pdf', 3_400_000),
        { ...file('latest', 0), kind: 'other', bytes: null },
      ],
    ],
    [at(whitfieldArchive, '/'), [folder('/', '2024'), folder('/', '2025')]],
    [at(whitfieldArchive, '/2025/'), [file('index.csv', 88_000)]],
    [at(reefSurvey, '/'), [folder('/', 'uploads')]],
    [at(protectedData, '/~/'), [file('consent forms.zip', 91_000_000)]],
  ]);
}

/** Storage in memory. */
export function createFakeStorages(pause: () => Promise<void>): StorageIpc & { storage: FakeStorages } {
  const section = { more: false, problem: null };
  const storage: FakeStorages = {
    all: [research, protectedData, instrumentArchive, fieldComputer, whitfieldArchive, reefSurvey],
    shelves: {
      preferred: { ...section, entries: [] },
      recent: { ...section, entries: [research, reefSurvey] },
      bookmarks: {
        ...section,
        entries: [
          { id: 'b1', name: 'reef project space', path: '/projects/reef/', storage: research },
          { id: 'b2', name: 'old cluster', path: '/scratch/', storage: null },
        ],
      },
      own: { ...section, entries: [fieldComputer, protectedData, whitfieldArchive] },
    },
    folders: sampleFolders(),
    wantOk: new Set(),
    refuse: null,
    page: 2000,
    asked: [],
  };

  async function asking(what: string) {
    storage.asked.push(what);
    await pause();
    const refusal = storage.refuse;
    storage.refuse = null;
    if (refusal !== null) throw refusal;
  }
  const named = (text: string) => storage.all.find(({ id }) => text.includes(id));
  const addressOf = (id: string, path: string) =>
    `https://app.globus.org/file-manager?origin_id=${id}&origin_path=${encodeURIComponent(path)}`;
  const pathIn = (text: string) => (/^https?:/.test(text) ? new URL(text).searchParams.get('origin_path') : null);

  return {
    storage,
    async storages() {
      await asking('storages');
      return storage.shelves;
    },
    async searchStorages(text) {
      await asking(`search ${text}`);
      const only = named(text);
      if (only) return { entries: [only], more: false, path: pathIn(text) };
      const words = text.toLowerCase().split(/\s+/);
      const fits = ({ name }: StorageCard) => words.every((word) => name.toLowerCase().includes(word));
      return { entries: storage.all.filter(fits), more: false, path: null };
    },
    async openStorage(text) {
      await asking(`open ${text}`);
      const found = named(text);
      if (!found) throw { code: 'NotFound', what: 'collection' } satisfies IpcError;
      return { storage: found, path: pathIn(text) };
    },
    async listFolder(id, wanted, showHidden, offset) {
      const path = wanted ?? (storage.folders.has(`${id} /~/`) ? '/~/' : '/');
      await asking(`list ${path}${showHidden ? ' hidden' : ''}${offset > 0 ? ` from ${offset}` : ''}`);
      if (storage.wantOk.has(id)) {
        throw {
          code: 'ConsentRequired',
          demand: {
            required_scopes: [`urn:globus:auth:scope:transfer.api.globus.org:all[*…/${id}/data_access]`],
            identities: [],
            single_domain: [],
            policies: [],
            mfa: null,
            session_message: null,
            prompt: null,
          },
        } as IpcError;
      }
      if (storage.all.find((each) => each.id === id)?.online === false) {
        throw { code: 'Storage', problem: 'offline', message: 'Not connected', requestId: 'r-1' } satisfies IpcError;
      }
      const entries = storage.folders.get(`${id} ${path}`);
      if (!entries) throw { code: 'NotFound', what: 'folder' } satisfies IpcError;
      const all = showHidden ? [folder(path, '.snapshots'), ...entries] : entries;
      const end = offset + storage.page;
      return {
        path,
        address: addressOf(id, path),
        entries: all.slice(offset, end),
        total: all.length,
        next: end < all.length ? end : null,
      };
    },
    async makeFolder(id, parent, name) {
      await asking(`make ${parent}${name}`);
      if (name.trim() === '') throw { code: 'InvalidInput', field: 'folderName', reason: 'empty' } satisfies IpcError;
      const made = folder(parent, name.trim());
      const path = `${parent}${name.trim()}/`;
      const around = `${id} ${parent}`;
      storage.folders.set(around, [made, ...(storage.folders.get(around) ?? [])]);
      storage.folders.set(`${id} ${path}`, []);
      return path;
    },
  };
}
