import { useState } from 'react';
import type { HistoryAuthor, HistoryEntry, HistoryQuery } from '../ipc/bindings';
import { useHistory } from './useHistory';

/** A list of what happened, and what narrows it. */
export interface Activity {
  query: HistoryQuery;
  narrow: (to: Partial<Pick<HistoryQuery, 'by' | 'search'>>) => void;
  isNarrowed: boolean;
  list: ReturnType<typeof useHistory>;
  entries: readonly HistoryEntry[];
  /** How many there are, of which some are read. */
  total: number;
  /** After so many days an entry is forgotten; null until that is known. */
  keptDays: number | null;
}

/** What happened: everywhere, or on one collection. */
export function useActivity({
  collectionId = null,
  by = null,
}: {
  collectionId?: string | null;
  by?: HistoryAuthor | null;
}): Activity {
  const [narrowing, setNarrowing] = useState({ by, search: '' });
  const query = { collectionId, ...narrowing };
  const list = useHistory(query);
  const pages = list.data?.pages ?? [];
  return {
    query,
    narrow: (to) => setNarrowing((before) => ({ ...before, ...to })),
    isNarrowed: query.by !== null || query.search.trim() !== '',
    list,
    entries: pages.flatMap((page) => page.entries),
    total: pages[0]?.total ?? 0,
    keptDays: pages[0]?.keptDays ?? null,
  };
}
