import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CopyRequest } from '../../../ipc/bindings';
import type { Ipc } from '../../../ipc/ipc';
import { keys } from '../../../ipc/queries';

/** A pause in typing that is long enough to look. */
const PAUSE_MS = 300;

/** What a copy would do. The answer for another name stays in view until the one for this is there. */
export const copyPlanQuery = (ipc: Ipc, request: CopyRequest) =>
  queryOptions({
    queryKey: [...keys.copyPlan, request],
    queryFn: () => ipc.planCopy(request),
    placeholderData: keepPreviousData,
    // Folders come and go.
    gcTime: 0,
    retry: false,
  });

/** What is typed, once the typing has paused. */
export function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
