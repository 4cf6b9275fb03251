import { useEffect, useState } from 'react';
import type { CopySize } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';

/** How much there is to copy, as far as it was counted. */
export interface Size {
  /** Null until the first count has come in. */
  readonly size: CopySize | null;
  readonly state: 'counting' | 'finished' | 'stopped';
}

/** Counts while the page is usable already; stops when it is left. */
export function useSize(source: string): Size {
  const ipc = useIpc();
  const [counted, setCounted] = useState<Size>({ size: null, state: 'counting' });
  useEffect(() => {
    let left = false;
    const show = (change: (before: Size) => Size) => {
      if (!left) setCounted(change);
    };
    ipc
      .sizeCopy(source, (size) => show(({ state }) => ({ size, state })))
      .then(() => show(({ size }) => ({ size, state: 'finished' })))
      .catch(() => show(({ size }) => ({ size, state: 'stopped' })));
    return () => {
      left = true;
      // Counting that has ended by itself can't be cancelled any more; that is no failure.
      ipc.cancelSizeCopy().catch(() => undefined);
    };
  }, [ipc, source]);
  return counted;
}
