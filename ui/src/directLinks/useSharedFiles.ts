import { queryOptions, useQueries } from '@tanstack/react-query';
import type { SharedFiles } from '../ipc/bindings';
import type { Ipc } from '../ipc/ipc';
import { useIpc } from '../ipc/IpcProvider';
import { keys } from '../ipc/queries';

/** What is in a shared folder changes rarely while one looks at it. */
const FRESH_MS = 60_000;

const pageQuery = (ipc: Ipc, address: string, offset: number) =>
  queryOptions({
    queryKey: [...keys.sharedFiles, address, offset],
    queryFn: () => ipc.sharedFiles(address, offset),
    staleTime: FRESH_MS,
    retry: false,
  });

/** The pages of one folder that begin at these offsets. */
export function useFolderPages(address: string, offsets: readonly number[]) {
  const ipc = useIpc();
  return useQueries({ queries: offsets.map((offset) => pageQuery(ipc, address, offset)) });
}

/** The first page of each of these folders, as far as it was read. */
export function useFirstPages(addresses: readonly string[]): ReadonlyMap<string, SharedFiles> {
  const ipc = useIpc();
  const pages = useQueries({ queries: addresses.map((address) => pageQuery(ipc, address, 0)) });
  return new Map(
    pages.flatMap(({ data }, index) => {
      const address = addresses[index];
      return data === undefined || address === undefined ? [] : [[address, data] as const];
    }),
  );
}
