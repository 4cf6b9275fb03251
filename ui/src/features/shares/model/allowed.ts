// What may be done with a share now, and why not.

import type { Share } from '../../../ipc/bindings';

/** Why something is off: no connection, or the person's role on the collection. */
export type Off = 'offline' | 'role';

/** Null where it may be done. */
export interface Allowed {
  change: Off | null;
  remove: Off | null;
}

/** Offline comes first: it holds for everything, and nothing is ever queued. */
export function allowed(share: Share, offline: boolean): Allowed {
  const off = (may: boolean): Off | null => {
    if (offline) return 'offline';
    return may ? null : 'role';
  };
  return { change: off(share.canChange), remove: off(share.canRemove) };
}
