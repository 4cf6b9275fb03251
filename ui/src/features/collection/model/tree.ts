import type { AccessFolder } from '../../../ipc/bindings';

/** A folder of the tree that is in sight. */
export interface TreeNode {
  path: string;
  name: string;
  /** 1 at the root. */
  level: number;
  permissions: number;
  /** Globus says that it is not there any more. */
  gone: boolean;
  /** The institution does not allow it to be shared. */
  forbidden: boolean;
  /** True or false where it has folders inside, or may have some; null where it has none. */
  open: boolean | null;
}

/** Folders inside a folder, once they were asked for. */
export type Listings = ReadonlyMap<string, readonly AccessFolder[]>;

/** The folder that holds this one; null for the root. */
export function parentOf(path: string): string | null {
  if (path === '/') return null;
  return path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
}

/** Last part of a path. */
export function lastPart(path: string): string {
  return path.split('/').filter(Boolean).at(-1) ?? path;
}

/** The folders above this one, the root first. */
export function foldersAbove(path: string): string[] {
  const above: string[] = [];
  for (let at = parentOf(path); at !== null; at = parentOf(at)) above.unshift(at);
  return above;
}

/**
 * The rows of the tree from top to bottom. `known` are the folders with permissions and the root; whatever lies
 * between them is shown too, and so is `selected`.
 */
export function visibleNodes(
  known: readonly AccessFolder[],
  listings: Listings,
  open: ReadonlySet<string>,
  selected: string,
): TreeNode[] {
  const folders = new Map<string, AccessFolder>();
  const add = (folder: AccessFolder) => {
    const before = folders.get(folder.path);
    const exists = folder.exists ?? before?.exists ?? null;
    folders.set(folder.path, {
      ...folder,
      exists,
      forbidden: folder.forbidden ?? before?.forbidden ?? null,
      permissions: Math.max(folder.permissions, before?.permissions ?? 0),
    });
  };
  known.forEach(add);
  for (const listed of listings.values()) listed.forEach(add);
  for (const path of [...folders.keys(), selected]) {
    for (const above of [...foldersAbove(path), path]) {
      if (!folders.has(above))
        add({ path: above, name: lastPart(above), permissions: 0, exists: null, forbidden: null });
    }
  }

  const inside = new Map<string, AccessFolder[]>();
  for (const folder of folders.values()) {
    const parent = parentOf(folder.path);
    if (parent !== null) inside.set(parent, [...(inside.get(parent) ?? []), folder]);
  }

  const rows: TreeNode[] = [];
  const walk = (folder: AccessFolder, level: number) => {
    const children = [...(inside.get(folder.path) ?? [])].sort((a, b) => a.name.localeCompare(b.name));
    const mayHold = children.length > 0 || (!listings.has(folder.path) && folder.exists !== false);
    const isOpen = open.has(folder.path);
    const { path, name, permissions, exists } = folder;
    const forbidden = folder.forbidden !== null;
    rows.push({ path, name, level, permissions, gone: exists === false, forbidden, open: mayHold ? isOpen : null });
    if (isOpen) children.forEach((child) => walk(child, level + 1));
  };
  const root = folders.get('/');
  if (root) walk(root, 1);
  return rows;
}
