import { queryOptions, skipToken, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useNow } from '../time/Clock';
import type { AuditEvent, AuditState } from './bindings';
import type { IpcError } from './error';
import type { Ipc } from './ipc';
import { useIpc } from './IpcProvider';
import { keys, useAuditState } from './queries';

/** What is older than this is read again in the background. */
const STALE_MS = 5 * 60_000;

const readingQuery = (ipc: Ipc, client: QueryClient) =>
  queryOptions({
    queryKey: keys.reading,
    queryFn: async () => {
      client.setQueryData<AuditEvent | null>(keys.readingProgress, null);
      try {
        const state = await ipc.refreshAudit((event) => {
          client.setQueryData<AuditEvent | null>(keys.readingProgress, event);
        });
        client.setQueryData(keys.auditState, state);
        return state.checkedAt;
      } catch (thrown) {
        // What was known stays, and says that it could not be read again.
        await client.invalidateQueries({ queryKey: keys.auditState });
        throw thrown;
      }
    },
  });

/** The reading of all shares from Globus: one at a time, whoever asks. */
export interface Reading {
  /** True while Globus is being asked. */
  checking: boolean;
  /** How many of how many shared folders were read, while it goes on. */
  progress: { done: number; total: number } | null;
  /** Why the last reading failed as a whole. */
  error: IpcError | null;
  /** True when Globus can't be reached: nothing can be changed then. */
  offline: boolean;
  /** Reads again; true when Globus answered. */
  check: () => Promise<boolean>;
}

/** How the reading is going on, and the way to begin one. */
export function useReading(): Reading {
  const ipc = useIpc();
  const client = useQueryClient();
  const { isFetching, refetch } = useQuery({
    ...readingQuery(ipc, client),
    // Never by itself: only when somebody asks, or when what is known has become old.
    enabled: false,
  });
  const { data: progress } = useQuery<AuditEvent | null>({ queryKey: keys.readingProgress, queryFn: skipToken });
  const error = useAuditState().data?.failed ?? null;
  return {
    checking: isFetching,
    progress: isFetching && progress ? progress : null,
    error,
    offline: error?.code === 'Offline',
    check: async () => (await refetch({ cancelRefetch: false })).isSuccess,
  };
}

/** Reads what has become old, once, when the calling part comes on screen. */
export function useKeptFresh(): void {
  const now = useNow();
  const state = useAuditState().data;
  const { check } = useReading();
  const known = state !== undefined;
  const onKnown = useEffectEvent(({ checkedAt }: AuditState) => {
    if (checkedAt === null || now() - Date.parse(checkedAt) > STALE_MS) void check();
  });
  useEffect(() => {
    if (state !== undefined) onKnown(state);
    // Once, when there is a state: what is read later is young enough.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [known]);
}

/**
 * Asks again for everything that a finished, resumed or undone share changes. A share may have made a shared folder
 * that nobody knows of yet: only Globus does.
 */
export async function refreshAfterSharing(ipc: Ipc, client: QueryClient): Promise<void> {
  // What goes wrong is kept with the state, and said on the screens that show it.
  void client.query(readingQuery(ipc, client)).catch(() => undefined);
  await Promise.all(
    [keys.audit, keys.recentFolders, keys.drafts, keys.unfinishedShares].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  );
}
