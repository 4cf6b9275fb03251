import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { CollectionDetails, FolderAccess } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import type { Ipc } from '../../../ipc/ipc';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys } from '../../../ipc/queries';
import type { Listings } from '../model/tree';

/** Names what was asked about one collection. */
export const detailsKey = (id: string) => [...keys.collection, id, 'details'];
const folderKey = (id: string, path: string) => [...keys.collection, id, 'folder', path];

/** A listing is asked for again after this long, or after a change. */
const LISTING_MS = 60_000;

/** The collection with its rights, folders, roles and card; what was kept of it where it can't be read at all. */
export function useCollection(id: string, enabled = true) {
  const ipc = useIpc();
  const details = useQuery({ queryKey: detailsKey(id), queryFn: () => ipc.collectionDetails(id), enabled });
  const offline = details.error?.code === 'Offline' || details.error?.code === 'Timeout';
  const kept = useQuery({
    queryKey: [...keys.collection, id, 'kept'],
    queryFn: () => ipc.keptCollection(id),
    enabled: offline && details.data === undefined,
  });
  return { details, offline, kept };
}

const folderQuery = (ipc: Ipc, id: string, path: string) => ({
  queryKey: folderKey(id, path),
  queryFn: () => ipc.folderAccess(id, path),
  staleTime: LISTING_MS,
});

/** Who reaches one folder. */
export function useFolder(id: string, path: string, enabled: boolean): UseQueryResult<FolderAccess> {
  return useQuery({ ...folderQuery(useIpc(), id, path), enabled });
}

/** What is inside the folders that are open, as far as it could be listed. */
export function useListings(id: string, paths: readonly string[], enabled: boolean): Listings {
  const ipc = useIpc();
  return useQueries({
    queries: paths.map((path) => ({ ...folderQuery(ipc, id, path), enabled })),
    combine: (answers) =>
      new Map(
        answers.flatMap(({ data }) =>
          data === undefined || (data.listing !== null && data.listing.code !== 'NotFound')
            ? []
            : [[data.path, data.folders] as const],
        ),
      ),
  });
}

/** Whether the collection itself is gone. */
export const isGone = (error: IpcError | null): boolean => error?.code === 'NotFound';

export type Details = CollectionDetails;
