import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useIpc } from '../ipc/IpcProvider';
import { keys } from '../ipc/queries';

/** A folder on a guest collection. */
export interface Place {
  collectionId: string;
  path: string;
}

/** What was added to a folder. Each look is one listing, so it is asked for once a visit. */
export function useDrift({ collectionId, path }: Place) {
  const ipc = useIpc();
  const client = useQueryClient();
  const queryKey = [...keys.pinnedFolders, collectionId, path];
  const drift = useQuery({ queryKey, queryFn: () => ipc.folderDrift(collectionId, path), staleTime: Infinity });
  const pin = useMutation({
    mutationFn: (pinned: boolean) => ipc.pinFolder(collectionId, path, pinned),
    onSuccess: async (_, pinned) => {
      client.setQueryData(queryKey, drift.data && { ...drift.data, pinned });
      await client.invalidateQueries({ queryKey: keys.pinnedFolders, exact: true });
    },
  });
  const fromNow = useMutation({
    mutationFn: () => ipc.countFromNow(collectionId, path),
    onSuccess: (fresh) => client.setQueryData(queryKey, fresh),
  });
  return { drift, pin, fromNow };
}

/** Folders that are watched. */
export function usePinnedFolders() {
  const ipc = useIpc();
  return useQuery({ queryKey: keys.pinnedFolders, queryFn: () => ipc.pinnedFolders() });
}
