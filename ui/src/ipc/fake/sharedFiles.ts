import type { SharedEntry, SharedFiles } from '../bindings';
import type { IpcError } from '../error';
import type { Ipc } from '../ipc';

/** What the sample's shared folders hold. Tests change it before they look. */
export interface FakeSharedFiles extends Pick<Ipc, 'sharedFiles'> {
  shared: {
    /** Of all folders: whether files have links, and who may open those. */
    directLinks: SharedFiles['directLinks'];
    withoutSignIn: SharedFiles['withoutSignIn'];
    /** By path; others are empty. */
    folders: Record<string, readonly string[]>;
    /** Entries of one page. */
    page: number;
    /** Why the next look fails. */
    refuse: IpcError | null;
  };
}

const SERVER = 'https://g-1a2b3c.data.northfield.example';

/** Files of shared folders, on a server that gives them links. Names that end with a slash are folders. */
export function createFakeSharedFiles(pause: () => Promise<void>): FakeSharedFiles {
  const shared: FakeSharedFiles['shared'] = {
    directLinks: 'available',
    withoutSignIn: false,
    folders: { '/': ['figures/', 'README.md', 'Übersicht 100%.csv'], '/figures/': ['fig 1.png'] },
    page: 100,
    refuse: null,
  };
  return {
    shared,
    async sharedFiles(address, offset) {
      await pause();
      if (shared.refuse !== null) return Promise.reject(shared.refuse);
      const { searchParams } = new URL(address);
      const path = searchParams.get('origin_path') ?? '/';
      const id = searchParams.get('origin_id') ?? '';
      const at = (folder: string) =>
        `https://app.globus.org/file-manager?origin_id=${id}&origin_path=${encodeURIComponent(folder)}`;
      const entry = (text: string): SharedEntry => {
        const name = text.replace(/\/$/, '');
        if (name !== text) return { name, kind: 'folder', address: at(`${path}${text}`), link: null, bytes: null };
        const link = `${SERVER}${`${path}${name}`.split('/').map(encodeURIComponent).join('/')}`;
        return { name, kind: 'file', address: null, link, bytes: 4_096 };
      };
      const has = shared.directLinks === 'available';
      const all = has ? (shared.folders[path] ?? []) : [];
      const end = offset + shared.page;
      return {
        address,
        name: path.split('/').at(-2) ?? path,
        directLinks: shared.directLinks,
        withoutSignIn: has ? shared.withoutSignIn : null,
        entries: all.slice(offset, end).map(entry),
        next: end < all.length ? end : null,
        downloadCommand: `globus transfer --recursive ${id}:${path} "$MY_COLLECTION":/~/Results/`,
      };
    },
  };
}
