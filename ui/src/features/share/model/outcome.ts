import type { GrantResult, ShareOutcome } from '../../../ipc/bindings';
import { accessKey } from '../../../components/guests/guests';

/** What came of a share, sorted by what the person can do next. */
export interface OutcomeCounts {
  readonly shared: readonly GrantResult[];
  readonly failed: readonly GrantResult[];
  /** Neither shared nor failed: the share was stopped before their turn. */
  readonly unfinished: readonly GrantResult[];
  readonly undone: readonly GrantResult[];
  /** Rows that are still wanted. */
  readonly wanted: number;
}

/** Sorts the rows. */
export function countOutcome({ results }: ShareOutcome): OutcomeCounts {
  const inState = (...kinds: GrantResult['state']['kind'][]) =>
    results.filter((result) => kinds.includes(result.state.kind));
  return {
    shared: inState('shared'),
    failed: inState('failed'),
    unfinished: inState('waiting', 'sharing', 'readingBack'),
    undone: inState('undone'),
    wanted: results.length - inState('leftOff').length,
  };
}

/** One per guest, however many folders they got. */
export function byGuest(results: readonly GrantResult[]): GrantResult[] {
  return [...new Map(results.map((result) => [accessKey(result.access), result])).values()];
}
