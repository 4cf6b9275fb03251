import { FolderOpen, Laptop, Monitor, Server, type LucideIcon } from 'lucide-react';
import { useIntl } from 'react-intl';
import type { PlaceKind, StorageCard } from '../ipc/bindings';
import { partsOf } from './picked';

const ICONS: Record<PlaceKind, LucideIcon> = {
  thisComputer: Laptop,
  otherComputer: Monitor,
  server: Server,
  sharedFolder: FolderOpen,
};

/** What a kind of place looks like. */
export function placeIcon(kind: PlaceKind): LucideIcon {
  return ICONS[kind];
}

/** Storage in words. */
export function useStorageWords() {
  const intl = useIntl();
  /** What kind of place it is, and whose. */
  const line = (storage: StorageCard) => {
    const kind =
      storage.kind === 'sharedFolder' && storage.on !== null
        ? intl.formatMessage({ id: 'storage.kind.sharedFolderOn' }, { storage: storage.on })
        : intl.formatMessage({ id: `storage.kind.${storage.kind}` });
    return [kind, storage.organization].filter((text) => text !== null).join(' · ');
  };
  /** What a folder is called: its own name, the storage's at the top. */
  const folder = (storage: StorageCard, path: string | null) => {
    const last = path === null ? undefined : partsOf(path).at(-1);
    if (last === undefined) return storage.name;
    return last.path === '/~/' ? intl.formatMessage({ id: 'storage.home' }) : last.name;
  };
  return { line, folder };
}
