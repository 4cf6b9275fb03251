import type { CanShare, FolderEntry, StorageCard } from '../ipc/bindings';

/** What a folder is wanted for: to be shared where it is, to be copied into, or to be known as that of a network drive. */
export type Purpose = 'share' | 'destination' | 'drive';

/** A folder that was chosen. */
export interface PickedFolder {
  storage: StorageCard;
  /** On that storage, with slashes around it. */
  path: string;
  /** What people call it. */
  name: string;
  /** Taken wherever a path is: the web app's own link to it. */
  address: string;
}

/** Where one is: a storage, and a folder of it; null for wherever the storage begins. */
export interface Place {
  storage: StorageCard;
  path: string | null;
}

/** Why nothing can be shared from a place; null where nothing speaks against it. */
export function obstacle(sharing: CanShare) {
  return sharing.kind === 'no' ? sharing.reason : null;
}

/** The folder around a folder; null at the top. */
export function parentOf(path: string): string | null {
  if (path === '/') return null;
  return path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
}

/** The parts of a path from the outermost, each with the path that leads there. */
export function partsOf(path: string): { name: string; path: string }[] {
  const names = path.split('/').filter((name) => name !== '');
  return names.map((name, index) => ({ name, path: `/${names.slice(0, index + 1).join('/')}/` }));
}

/** How many of the entries can be opened, and how many can't. */
export function counted(entries: readonly FolderEntry[]): { folders: number; files: number } {
  const folders = entries.filter(({ kind }) => kind === 'folder').length;
  return { folders, files: entries.length - folders };
}

/** The next folder whose name begins like this, from `after` on and round the end; -1 when there is none. */
export function typedAhead(names: readonly string[], typed: string, after: number): number {
  const wanted = typed.toLocaleLowerCase();
  const fits = (index: number) => names[index]?.toLocaleLowerCase().startsWith(wanted) ?? false;
  for (let step = 0; step < names.length; step += 1) {
    const index = (after + step) % names.length;
    if (fits(index)) return index;
  }
  return -1;
}
