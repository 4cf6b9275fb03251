import type { ChangeOutcome, ChangeState, ChangeTargets, PlannedChange } from '../../../ipc/bindings';
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

/**
 * What to plan anew where others came first: those permissions only. None for a change that was taken back, and where
 * nothing that was stored is meant.
 */
export function lookAgainAt(outcome: ChangeOutcome): ChangeTargets | null {
  if (outcome.plan.action.kind === 'undo') return null;
  const others = resultsOf(outcome).filter(({ state }) => state.kind === 'conflict');
  const rules = others.flatMap(({ row }) => row.rule ?? []);
  return rules.length === 0 ? null : { kind: 'rules', rules };
}
