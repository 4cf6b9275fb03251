import type { ChangeOutcome, ChangeState, PlannedChange } from '../../../ipc/bindings';
import { happens } from './rows';

/** One row with what came of it. */
export interface Result {
  readonly row: PlannedChange;
  readonly state: ChangeState;
}

/** The rows that something was to happen to, with what came of them. */
export function resultsOf({ plan, states }: ChangeOutcome): Result[] {
  return plan.rows.flatMap((row, index) =>
    happens(row) ? [{ row, state: states[index] ?? { kind: 'waiting' as const } }] : [],
  );
}

/** Sorted by what the person can do next. */
export function countResults(results: readonly Result[]) {
  const inState = (...kinds: ChangeState['kind'][]) => results.filter(({ state }) => kinds.includes(state.kind));
  return {
    done: inState('done', 'undone').length,
    failed: inState('failed').length,
    conflicts: inState('conflict').length,
    /** Their turn did not come. */
    open: inState('waiting', 'working', 'readingBack').length,
    /** Rows that are still wanted. */
    wanted: results.length - inState('leftOff').length,
  };
}
