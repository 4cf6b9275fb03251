import { useEffect, useRef } from 'react';

import { useIpc } from '../../ipc/IpcProvider';
import { useNavigation, type Route } from '../../navigation/navigation';

/** Steps from My shares that come back to it. */
const AROUND: ReadonlySet<Route['name']> = new Set(['shares', 'change', 'resumeChange', 'subject']);

/** When the person leaves My shares, what was there has been seen: "changed since last visit" counts from then. */
export function LeavingShares() {
  const ipc = useIpc();
  const { name } = useNavigation().route;
  const seen = useRef(false);
  useEffect(() => {
    if (name === 'shares') seen.current = true;
    if (!seen.current || AROUND.has(name)) return;
    seen.current = false;
    // Nothing is lost when it fails: the same changes are shown once more.
    void ipc.leaveMyShares().catch(() => undefined);
  }, [ipc, name]);
  return null;
}
