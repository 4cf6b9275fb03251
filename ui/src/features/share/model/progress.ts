import type { GrantState, ShareEvent, SharePlan } from '../../../ipc/bindings';

/** What the page knows about a share while it is carried out. */
export interface Progress {
  readonly shareId: string | null;
  /** State by grant id. */
  readonly states: Readonly<Record<string, GrantState>>;
  /** Index of the folder whose guest collection is being created; null when none is. */
  readonly creating: number | null;
}

/** Every row waiting. */
export function startProgress(plan: SharePlan): Progress {
  return {
    shareId: null,
    states: Object.fromEntries(plan.grants.map((grant) => [grant.id, { kind: 'waiting' as const }])),
    creating: null,
  };
}

/** The next state after an event of the channel. */
export function progressReducer(progress: Progress, event: ShareEvent): Progress {
  switch (event.kind) {
    case 'started':
      return { ...progress, shareId: event.shareId };
    case 'creatingCollection':
      return { ...progress, creating: event.folder };
    case 'collectionCreated':
      return { ...progress, creating: null };
    case 'grant':
      return { ...progress, states: { ...progress.states, [event.grant]: event.state } };
  }
}

/** True when nothing more will happen to a row. */
export function isSettled(state: GrantState): boolean {
  return state.kind === 'shared' || state.kind === 'failed' || state.kind === 'leftOff' || state.kind === 'undone';
}

/** Rows that are settled, and rows in all. */
export function countProgress(progress: Progress): { done: number; total: number } {
  const states = Object.values(progress.states);
  return { done: states.filter(isSettled).length, total: states.length };
}
