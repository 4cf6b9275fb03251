import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AuditQuery } from '../ipc/bindings';
import { useIpc } from '../ipc/IpcProvider';
import { keys, useAuditState } from '../ipc/queries';

/** What is in a picture: what a query finds, everywhere or on one collection. */
export interface Shown {
  query: AuditQuery;
  /** The collection's id; null for all of them. */
  only: string | null;
}

/** Everything that is shared. */
export const EVERYTHING: AuditQuery = {
  view: 'shares',
  filters: [],
  search: '',
  sort: 'name',
  descending: false,
  open: [],
};

/** Rows that are open or sorted otherwise make no other picture. */
function useKey(what: 'timeline' | 'matrix', { query: { view, filters, search }, only }: Shown) {
  const generation = useAuditState().data?.generation;
  return [...keys.audit, what, { view, filters, search }, only, generation];
}

/** End dates to come, from what was read last. */
export function useTimeline(shown: Shown) {
  const ipc = useIpc();
  return useQuery({
    queryKey: useKey('timeline', shown),
    queryFn: () => ipc.auditTimeline(shown.query, shown.only),
    placeholderData: keepPreviousData,
  });
}

/** Who reaches what, from what was read last. */
export function useMatrix(shown: Shown) {
  const ipc = useIpc();
  return useQuery({
    queryKey: useKey('matrix', shown),
    queryFn: () => ipc.auditMatrix(shown.query, shown.only),
    placeholderData: keepPreviousData,
  });
}
