import type { CollectionDetails } from '../../../ipc/bindings';

/**
 * The link to one folder. The collection's own leads to its root, where a guest of one folder sees nothing; the
 * folder stands in its `origin_path` (Globus web app, file manager).
 */
export function linkTo(collectionLink: string, path: string): string {
  return collectionLink.replace(/origin_path=[^&#]*/, `origin_path=${encodeURIComponent(path)}`);
}

/**
 * The folder on this computer's disk, as the share sheet takes it; null where the collection lives elsewhere. Globus
 * Connect Personal writes `C:\Users` as `/C/Users/`.
 */
export function localFolder(
  { storage, storagePath }: Pick<CollectionDetails, 'storage' | 'storagePath'>,
  path: string,
): string | null {
  if (storage?.kind !== 'thisComputer' || storagePath === null || storagePath.startsWith('/~/')) return null;
  const whole = `${storagePath}${path.slice(1)}`.replace(/(?<=.)\/$/, '');
  const drive = /^\/([A-Z])(?:\/(.*))?$/.exec(whole);
  return drive ? `${drive[1] ?? ''}:\\${(drive[2] ?? '').replaceAll('/', '\\')}` : whole;
}
