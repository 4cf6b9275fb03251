import { queryOptions, useQuery, useQueryClient, useSuspenseQuery, type QueryClient } from '@tanstack/react-query';
import type { AppState } from './bindings';
import type { Ipc } from './ipc';
import { useIpc } from './IpcProvider';

/** Names of what is asked for in more than one place. */
export const keys = {
  appState: ['appState'],
  recentFolders: ['recentFolders'],
  drafts: ['drafts'],
  unfinishedShares: ['unfinishedShares'],
  unfinishedChanges: ['unfinishedChanges'],
  myShares: ['myShares'],
  /** Whatever is shown of all shares begins with this. */
  audit: ['audit'],
  auditState: ['audit', 'state'],
} as const;

export const appStateQuery = (ipc: Ipc) =>
  queryOptions({ queryKey: keys.appState, queryFn: () => ipc.appState(), staleTime: Infinity });

/** Who is signed in, the settings in force, and so on. Screens stand below a boundary that has loaded it. */
export function useAppState(): AppState {
  return useSuspenseQuery(appStateQuery(useIpc())).data;
}

/**
 * All shares. The first answer is what was read last, at once, and may be of an earlier time; `checkedAt` says of
 * which. Every later one asks Globus.
 */
export function useMyShares(enabled = true) {
  const ipc = useIpc();
  return useQuery({
    queryKey: keys.myShares,
    queryFn: ({ client }) => ipc.myShares(client.getQueryData(keys.myShares) !== undefined),
    enabled,
    // Rail, header and Home all show it: one reading serves them for a while.
    staleTime: 60_000,
  });
}

/** What is known of all shares as a whole: how fresh it is, and whether Globus could be reached. */
export function useAuditState() {
  const ipc = useIpc();
  return useQuery({ queryKey: keys.auditState, queryFn: () => ipc.auditState() });
}

/** Asks again for everything that a change shows. Nothing is read from Globus for it. */
export async function refreshAfterChange(client: QueryClient): Promise<void> {
  await Promise.all(
    [keys.audit, keys.myShares, keys.unfinishedChanges].map((queryKey) => client.invalidateQueries({ queryKey })),
  );
}

/** Asks again for everything that a finished, resumed or undone share changes. */
export async function refreshAfterSharing(client: QueryClient): Promise<void> {
  await Promise.all(
    [keys.myShares, keys.recentFolders, keys.drafts, keys.unfinishedShares].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  );
}

/** Takes a newer state, as `updateSettings` answers it. */
export function useSetAppState(): (state: AppState) => void {
  const client = useQueryClient();
  return (state) => client.setQueryData(keys.appState, state);
}
