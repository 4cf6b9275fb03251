import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { StorageCard } from '../ipc/bindings';
import { useIpc } from '../ipc/IpcProvider';
import { keys } from '../ipc/queries';
import type { Place } from './picked';

/** A pause in typing that is long enough to ask. */
const PAUSE_MS = 250;
/** Going back and forth asks again only for what is older. */
const YOUNG_MS = 60_000;

/** Lately used storages, bookmarks, and the person's own. */
export function useStorages() {
  const ipc = useIpc();
  return useQuery({ queryKey: keys.storages, queryFn: () => ipc.storages(), staleTime: YOUNG_MS });
}

/** Storages for what was typed so far. */
export function useStorageSearch(text: string) {
  const ipc = useIpc();
  const query = usePaused(text.trim());
  const answer = useQuery({
    queryKey: [...keys.storages, 'search', query],
    queryFn: () => ipc.searchStorages(query),
    enabled: query !== '',
    staleTime: YOUNG_MS,
    placeholderData: keepPreviousData,
  });
  return {
    found: text.trim() === '' ? undefined : answer.data,
    /** True while the answer on screen is not yet the one for what stands in the box. */
    looking: text.trim() !== '' && (query !== text.trim() || answer.isFetching),
    error: text.trim() === '' ? null : answer.error,
    again: () => void answer.refetch(),
  };
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), text === '' ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

const folderKey = (id: string, path: string | null) => [...keys.storages, 'folder', id, path];

/** What a folder holds, page by page. */
export function useFolder({ storage, path }: Place, hidden: boolean) {
  const ipc = useIpc();
  const listing = useInfiniteQuery({
    queryKey: [...folderKey(storage.id, path), hidden],
    queryFn: ({ pageParam }) => ipc.listFolder(storage.id, path, hidden, pageParam),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
    staleTime: YOUNG_MS,
  });
  const pages = listing.data?.pages ?? [];
  const first = pages[0];
  return {
    listing,
    folder: first && {
      path: first.path,
      address: first.address,
      total: pages.at(-1)?.total ?? null,
      entries: pages.flatMap(({ entries }) => entries),
    },
  };
}

/** Makes a folder, and answers where it is. */
export function useMakeFolder(storage: StorageCard, parent: string) {
  const ipc = useIpc();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => ipc.makeFolder(storage.id, parent, name),
    onSuccess: () => client.invalidateQueries({ queryKey: [...keys.storages, 'folder', storage.id] }),
  });
}
