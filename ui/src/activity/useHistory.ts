import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { HistoryDeletion, HistoryEntry, HistoryQuery } from '../ipc/bindings';
import { useIpc } from '../ipc/IpcProvider';
import { keys, refreshAfterChange } from '../ipc/queries';

/** Entries of one answer. */
export const PAGE = 100;

/** What happened, newest first, a stretch at a time. */
export function useHistory(query: HistoryQuery) {
  const ipc = useIpc();
  return useInfiniteQuery({
    queryKey: [...keys.history, query],
    queryFn: ({ pageParam }) => ipc.history(query, pageParam, PAGE),
    initialPageParam: 0,
    getNextPageParam: ({ offset, entries, total }) => {
      const next = offset + entries.length;
      return next < total ? next : undefined;
    },
    placeholderData: keepPreviousData,
  });
}

/** Forgetting entries. */
export function useForget(onForgotten: () => void) {
  const ipc = useIpc();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: HistoryDeletion) => ipc.deleteHistory(what),
    onSuccess: async () => {
      onForgotten();
      await client.invalidateQueries({ queryKey: keys.history });
    },
  });
}

/** Takes back what an entry belongs to; answers whether all of it is as it was. */
export function useUndo(onUndone: (whole: boolean) => void) {
  const ipc = useIpc();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ changeId, shareId }: HistoryEntry) => {
      if (changeId !== null) {
        const { states, stoppedBy } = await ipc.undoChange(changeId, () => undefined);
        return stoppedBy === null && states.every(({ kind }) => kind === 'done');
      }
      if (shareId === null) return false;
      const { results, stoppedBy } = await ipc.undoShare(shareId, () => undefined);
      return stoppedBy === null && results.every(({ state }) => state.kind === 'undone' || state.kind === 'leftOff');
    },
    onSuccess: onUndone,
    onSettled: () => Promise.all([refreshAfterChange(client), client.invalidateQueries({ queryKey: keys.history })]),
  });
}
