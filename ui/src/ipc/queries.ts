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
  /** What has come of one share; its id follows. */
  shareOutcome: ['shareOutcome'],
  unfinishedChanges: ['unfinishedChanges'],
  /** Whatever is shown of all shares begins with this. */
  audit: ['audit'],
  auditState: ['audit', 'state'],
  /** What one person or group reaches; the id follows. */
  subject: ['audit', 'subject'],
  /** Stretches of rows, by generation and query. */
  auditPage: ['audit', 'page'],
  /** Whatever is shown of a single collection begins with this; its id follows. */
  collection: ['collection'],
  /** What shared folders hold, with links; address and offset follow. */
  sharedFiles: ['sharedFiles'],
  /** The reading of Globus, and how far it is. Not asked for again with the rest: it is the rest's source. */
  reading: ['reading'],
  readingProgress: ['readingProgress'],
  /** What happened, by query. */
  history: ['history'],
  /** Folders that are watched, and what was added to each. */
  pinnedFolders: ['pinnedFolders'],
  /** The person's groups, as a list and one by one. */
  groups: ['groups'],
  /** Storages, searches for them, and what their folders hold. */
  storages: ['storages'],
  /** What a copy would do, by request. */
  copyPlan: ['copyPlan'],
  /** Copies to storage, under way and lately ended. */
  copies: ['copies'],
  /** Network drives that are known. */
  drives: ['drives'],
  /** What the institution's policy says. */
  policy: ['policy'],
  /** Whether the desktop has a tray. */
  hasTray: ['hasTray'],
} as const;

export const appStateQuery = (ipc: Ipc) =>
  queryOptions({ queryKey: keys.appState, queryFn: () => ipc.appState(), staleTime: Infinity });

/** Who is signed in, the settings in force, and so on. Screens stand below a boundary that has loaded it. */
export function useAppState(): AppState {
  return useSuspenseQuery(appStateQuery(useIpc())).data;
}

/** Whether the app could stay in the desktop's tray. */
export function useHasTray(): boolean | undefined {
  const ipc = useIpc();
  return useQuery({ queryKey: keys.hasTray, queryFn: () => ipc.hasTray() }).data;
}

/** What is known of all shares as a whole: how fresh it is, and whether Globus could be reached. */
export function useAuditState() {
  const ipc = useIpc();
  return useQuery({ queryKey: keys.auditState, queryFn: () => ipc.auditState(), staleTime: Infinity });
}

/** Asks again for everything that a change shows. Nothing is read from Globus for it. */
export async function refreshAfterChange(client: QueryClient): Promise<void> {
  await Promise.all(
    [keys.audit, keys.collection, keys.unfinishedChanges, keys.history].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  );
}

/** Takes a newer state, as `updateSettings` answers it. */
export function useSetAppState(): (state: AppState) => void {
  const client = useQueryClient();
  return (state) => client.setQueryData(keys.appState, state);
}
