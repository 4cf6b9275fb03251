// A change that was asked for, and what is still to be chosen before it can be planned.

import type { ChangeTargets, Permissions, ShareRow } from '../../../ipc/bindings';

/** What is still to be chosen. */
export type Ask =
  /** Another end. */
  | { kind: 'end'; targets: ChangeTargets; name: string; endsAt: string | null }
  /** Another level. */
  | { kind: 'level'; targets: ChangeTargets; name: string; level: Permissions }
  /** Where the folder is now. */
  | { kind: 'point'; row: ShareRow };
