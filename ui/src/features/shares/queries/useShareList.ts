import { useEffect } from 'react';

import type { MyShares } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import { useMyShares } from '../../../ipc/queries';
import { useNow } from '../../../time/Clock';

/** A list this young needs no second reading when the page opens. */
const FRESH_MS = 15_000;

/** The list and how fresh it is. */
export interface ShareList {
  /** What was read last; undefined until the first answer. */
  list: MyShares | undefined;
  /** True while Globus is being asked. */
  checking: boolean;
  /** Why the last reading failed; the list shown is then of an earlier time. */
  error: IpcError | null;
  /** True when Globus can't be reached: nothing can be changed then. */
  offline: boolean;
  /** Asks Globus again; true when it answered. */
  check: () => Promise<boolean>;
}

/** Shows at once what was read last and asks Globus in the background. */
export function useShareList(): ShareList {
  const now = useNow();
  const { data: list, isFetching, isSuccess, error, refetch } = useMyShares();

  useEffect(() => {
    if (isSuccess && now() - Date.parse(list.checkedAt) > FRESH_MS) void refetch();
    // Once, when the page has its first list: later readings are asked for by the person.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isSuccess]);

  return {
    list,
    checking: isFetching,
    error,
    offline: isOffline(list, error),
    check: async () => (await refetch()).isSuccess,
  };
}

/** Offline is said by the whole reading, or by every single collection. */
function isOffline(list: MyShares | undefined, error: IpcError | null): boolean {
  if (error !== null) return error.code === 'Offline';
  const problems = list?.problems ?? [];
  return problems.length > 0 && problems.length >= (list?.collections ?? 0) && problems.every(isOfflineProblem);
}

function isOfflineProblem({ error }: MyShares['problems'][number]): boolean {
  return error.code === 'Offline';
}
