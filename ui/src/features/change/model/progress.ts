import type { ChangeEvent, ChangeOutcome, ChangePlan, ChangeState } from '../../../ipc/bindings';
import { happens } from './rows';

/** What the page knows about a change while it is carried out. */
export interface Progress {
  /** Null until the journal has it. */
  readonly id: string | null;
  /** State by row. */
  readonly states: ReadonlyMap<string, ChangeState>;
}

/** Every row that something happens to, waiting. */
export function startProgress(plan: ChangePlan): Progress {
  return { id: null, states: new Map(plan.rows.filter(happens).map(({ id }) => [id, { kind: 'waiting' }])) };
}

/** What is done stays so on the bar; what is open waits for its turn again. */
export function resumedProgress({ id, plan, states }: ChangeOutcome): Progress {
  const kept = plan.rows.flatMap((row, index): [string, ChangeState][] => {
    const state = states[index];
    return happens(row) ? [[row.id, state && isOver(state) ? state : { kind: 'waiting' }]] : [];
  });
  return { id, states: new Map(kept) };
}

/** Only what was done can be taken back. */
export function undoProgress({ id, plan, states }: ChangeOutcome): Progress {
  const done = plan.rows.filter((row, index) => happens(row) && states[index]?.kind === 'done');
  return { id, states: new Map(done.map((row) => [row.id, { kind: 'waiting' }])) };
}

/** The next state after an event of the channel. */
export function progressReducer(progress: Progress, event: ChangeEvent): Progress {
  if (event.kind === 'started') return { ...progress, id: event.id };
  if (!progress.states.has(event.row)) return progress;
  return { ...progress, states: new Map(progress.states).set(event.row, event.state) };
}

/** True when nothing more will happen to a row by itself; one that failed is tried again when the change goes on. */
function isOver({ kind }: ChangeState): boolean {
  return kind === 'done' || kind === 'conflict' || kind === 'leftOff' || kind === 'undone';
}

/** Rows that are settled, and rows in all. */
export function countProgress({ states }: Progress): { done: number; total: number } {
  const settled = [...states.values()].filter((state) => isOver(state) || state.kind === 'failed');
  return { done: settled.length, total: states.size };
}
