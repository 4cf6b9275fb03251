import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSetCopy } from '../../../copies/queries';
import type { Copy } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys } from '../../../ipc/queries';

/** What can be asked for. */
export type Act = 'pause' | 'continue' | 'tryAgain' | 'accept' | 'cancel' | 'remove' | 'look';

/** Asks for something about one copy, one at a time. */
export function useCopyActions(id: string) {
  const ipc = useIpc();
  const client = useQueryClient();
  const setCopy = useSetCopy();
  const ask = (act: Act): Promise<Copy | null> => {
    switch (act) {
      case 'pause':
        return ipc.pauseCopy(id);
      case 'continue':
      case 'tryAgain':
        return ipc.continueCopy(id);
      case 'accept':
        return ipc.acceptCopy(id);
      case 'cancel':
        return ipc.cancelCopy(id);
      case 'look':
        return ipc.lookAtCopies().then(() => null);
      case 'remove':
        return ipc.removeCopied(id);
    }
  };
  const run = useMutation({
    mutationFn: ask,
    onSuccess: (copy) => {
      if (copy !== null) setCopy(copy);
      // A share that waits may go on with it, or be closed.
      void client.invalidateQueries({ queryKey: keys.unfinishedShares });
    },
    // It has moved on while the person was looking at it: what can be done now shows on the page.
    onError: ({ code }) => code === 'Changed' && void client.invalidateQueries({ queryKey: keys.copies, exact: true }),
  });
  return {
    act: (act: Act) => run.mutate(act),
    /** What was asked for last; after a sign-in, going on. */
    again: () => run.mutate(run.error === null ? 'continue' : run.variables),
    busy: run.isPending ? run.variables : null,
    error: run.error?.code === 'Changed' ? null : run.error,
    reset: () => run.reset(),
  };
}

/** What one copy's page can ask for. */
export type CopyActions = ReturnType<typeof useCopyActions>;
