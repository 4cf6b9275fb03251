// What is going on with one guest row. It stands beside the row, never instead of what Globus has stored.

import type { IpcError } from '../../../ipc/error';

/** What was asked for. */
export type Act = 'level' | 'end' | 'stop';

/** State of a row that something was asked of. */
export type RowState =
  /** Its turn in "stop sharing with everybody" has not come. */
  | { kind: 'waiting' }
  /** The request is out, or its result is being read back. */
  | { kind: 'busy'; act: Act }
  /** Read back as asked. */
  | { kind: 'done'; act: 'level' | 'end' }
  /** Read back, and other than asked: what is shown is what is stored. */
  | { kind: 'storedOther'; act: 'level' | 'end' }
  /** Off the list; leaves when the others of the same run are through. */
  | { kind: 'off' }
  /** Somebody else changed it in the meantime: nothing was done, the list is being read again. */
  | { kind: 'changed' }
  /** It did not go through, or it is not known whether it did. */
  | { kind: 'failed'; act: Act; error: IpcError; retry: () => void };

/** States by guest key. */
export type RowStates = ReadonlyMap<string, RowState>;

/** True while nothing else may be asked of the row. */
export function isBusy(state: RowState | undefined): boolean {
  return state?.kind === 'waiting' || state?.kind === 'busy' || state?.kind === 'off';
}

/** A copy with one state set, or taken away. */
export function withState(states: RowStates, key: string, state: RowState | null): RowStates {
  const next = new Map(states);
  if (state === null) next.delete(key);
  else next.set(key, state);
  return next;
}

/** True when there is something to say under the row. */
export function hasNote(state: RowState | undefined): boolean {
  return state?.kind === 'failed' || state?.kind === 'changed' || state?.kind === 'storedOther';
}
