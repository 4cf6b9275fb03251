import { useInfiniteQuery } from '@tanstack/react-query';
import type { Copy } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys } from '../../../ipc/queries';

/** What is not there and why: the person is to decide about it, or has decided to do without. */
export function useProblems({ id, state, endedAt }: Copy) {
  const ipc = useIpc();
  return useInfiniteQuery({
    // Another try may leave others.
    queryKey: [...keys.copies, 'problems', id, state.kind, endedAt],
    queryFn: ({ pageParam }) => ipc.copyProblems(id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: state.kind === 'incomplete' || state.kind === 'complete',
    gcTime: 0,
  });
}
