import type { AccessFolder } from '../../bindings';
import { nameOf } from '../audit/rows';
import type { SampleCollection, SampleWorld } from '../audit/sample';

/** Folders on the sample's storage, whether anything is shared there or not. */
const STORED: Record<string, readonly string[]> = {
  'Maple trial 2026': [
    '/Protocol/',
    '/Results/',
    '/Results/figures/',
    '/Results/raw/',
    '/Results/tables/',
    '/Sequencing/',
    '/Sequencing/run 7/',
  ],
  'Lab archive': ['/2024/', '/2025/', '/2025/images/'],
};

/** Permissions on exactly this folder. */
function rulesOn({ grants }: SampleWorld, collection: SampleCollection, path: string): number {
  return grants.filter((each) => each.role === null && each.collection === collection && each.path === path).length;
}

function folder(world: SampleWorld, collection: SampleCollection, path: string, known: boolean): AccessFolder {
  return {
    path,
    name: nameOf({ collection, path }),
    permissions: rulesOn(world, collection, path),
    exists: collection.gone.includes(path) ? false : known ? true : null,
    forbidden: null,
  };
}

/** The root, and every folder with a permission. */
export function sharedFolders(world: SampleWorld, collection: SampleCollection): AccessFolder[] {
  const here = world.grants.filter((grant) => grant.collection === collection && grant.role === null);
  const paths = new Set(['/', ...here.map(({ path }) => path)]);
  return [...paths].sort().map((path) => folder(world, collection, path, false));
}

/** What a listing of the folder answers: folders only. */
export function subfolders(world: SampleWorld, collection: SampleCollection, path: string): AccessFolder[] {
  const inside = (STORED[collection.name] ?? []).filter((each) => {
    const rest = each.startsWith(path) ? each.slice(path.length) : '';
    return rest !== '' && rest.indexOf('/') === rest.length - 1 && !collection.gone.includes(each);
  });
  return inside.map((each) => folder(world, collection, each, true));
}

/** Whether the folder is there. */
export function exists(collection: SampleCollection, path: string): boolean {
  if (collection.gone.includes(path)) return false;
  return path === '/' || (STORED[collection.name] ?? [path]).includes(path);
}
