import { hashKey, keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import type { ShareDraft } from '../../../ipc/bindings';
import type { Ipc } from '../../../ipc/ipc';

const PLAN = ['share', 'plan'] as const;

/**
 * What a draft would do. The app keeps only the newest plan of a draft, so an older answer is thrown away here as
 * soon as there is a newer one.
 */
export function planQuery(ipc: Ipc, client: QueryClient, draft: ShareDraft) {
  const queryKey = [...PLAN, draft] as const;
  return queryOptions({
    queryKey,
    queryFn: async () => {
      const plan = await ipc.planShare(draft);
      client.removeQueries({ queryKey: PLAN, predicate: ({ queryHash }) => queryHash !== hashKey(queryKey) });
      return plan;
    },
    staleTime: Infinity,
    retry: false,
    placeholderData: keepPreviousData,
  });
}
