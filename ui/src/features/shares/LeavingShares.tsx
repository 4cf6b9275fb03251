import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import { useIpc } from '../../ipc/IpcProvider';
import { keys } from '../../ipc/queries';
import { useNavigation, type Route } from '../../navigation/navigation';

/** Steps from My shares that come back to it. */
const AROUND: ReadonlySet<Route['name']> = new Set([
  'shares',
  'change',
  'resumeChange',
  'subject',
  'collection',
  'report',
]);

/** When the person leaves My shares, what was there has been seen: "changed since last visit" counts from then. */
export function LeavingShares() {
  const ipc = useIpc();
  const client = useQueryClient();
  const { name } = useNavigation().route;
  const seen = useRef(false);
  useEffect(() => {
    if (name === 'shares') seen.current = true;
    if (!seen.current || AROUND.has(name)) return;
    seen.current = false;
    // Nothing is lost when it fails: the same changes are shown once more.
    void ipc
      .leaveMyShares()
      .then(() => client.invalidateQueries({ queryKey: keys.audit }))
      .catch(() => undefined);
  }, [client, ipc, name]);
  return null;
}
