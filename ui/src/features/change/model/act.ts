import type { ChangeAction, PlannedChange } from '../../../ipc/bindings';
import { happens } from './rows';

/** What a change comes to, for headings and buttons. */
export type Act = 'extend' | 'shorten' | 'end' | 'noEnd' | 'level' | 'stop' | 'copy' | 'point' | 'again' | 'undo';

/** "Extend" only where every end moves away, "sooner" only where every end comes nearer. */
export function actOf(action: ChangeAction, rows: readonly PlannedChange[]): Act {
  switch (action.kind) {
    case 'setLevel':
      return 'level';
    case 'setEnd':
      return action.end.kind === 'never' ? 'noEnd' : endAct(rows.filter(happens));
    case 'stop':
      return 'stop';
    case 'copyTo':
      return 'copy';
    case 'pointTo':
      return 'point';
    case 'shareAgain':
      return 'again';
    case 'undo':
      return 'undo';
  }
}

function endAct(rows: readonly PlannedChange[]): Act {
  const moves = rows.map(({ before, after }) => moment(after?.endsAt) - moment(before?.endsAt));
  if (moves.length === 0) return 'end';
  if (moves.every((move) => move > 0)) return 'extend';
  return moves.every((move) => move < 0) ? 'shorten' : 'end';
}

function moment(end: string | null | undefined): number {
  return end == null ? Number.MAX_SAFE_INTEGER : Date.parse(end);
}
