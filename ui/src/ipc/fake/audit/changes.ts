import { dayOf, endOfDay } from '../../../time/days';
import type {
  CannotChange,
  ChangeAction,
  ChangeEvent,
  ChangeOutcome,
  ChangePlan,
  ChangeState,
  ChangeStep,
  ChangeTargets,
  PlannedChange,
  Remaining,
  Stored,
} from '../../bindings';
import type { IpcError } from '../../error';
import { nora, SAMPLE_ZONE } from '../people';
import { find } from './page';
import { grantRow, nameOf, passes, principal, shareTops, subjectTops } from './rows';
import type { SampleGrant, SampleWorld } from './sample';

/** The grants that somebody means with what they ticked. */
export function targeted(world: SampleWorld, targets: ChangeTargets): SampleGrant[] {
  const { grants } = world;
  switch (targets.kind) {
    case 'rules':
      return grants.filter(({ id }) => targets.rules.some(({ ruleId }) => ruleId === id));
    case 'rows': {
      const tops = [...shareTops(world), ...subjectTops(world, 'people'), ...subjectTops(world, 'groups')];
      const found = tops.flatMap(({ row, reaches }) => {
        const fitting = reaches.filter(({ grant }) => targets.query.filters.every((filter) => passes(grant, filter)));
        return targets.rows.includes(row.key)
          ? fitting.filter(({ group }) => group === null)
          : reaches.filter((reach) => targets.rows.includes(grantRow(reach, row.key).key));
      });
      return [...new Set(found.map(({ grant }) => grant))];
    }
    case 'query': {
      const found = find(world, targets.query).flatMap(({ reaches }) => reaches);
      const fitting = found.filter(({ grant }) => targets.query.filters.every((filter) => passes(grant, filter)));
      return [...new Set(fitting.map(({ grant }) => grant))];
    }
    case 'person':
      return grants.filter(({ access }) => principal(access) === `p:${targets.id}`);
    case 'group':
      return grants.filter(({ access }) => principal(access) === `g:${targets.id}`);
    case 'withoutEffect':
      return grants.filter(
        ({ noEffect, collection }) => noEffect && (targets.collectionId ?? collection.id) === collection.id,
      );
    case 'folder':
      return grants.filter(
        ({ collection, path, role }) =>
          role === null && collection.id === targets.collectionId && path === targets.path,
      );
    // What ended is in the history, not here.
    case 'ended':
      return [];
  }
}

function after({ permissions, endsAt }: SampleGrant, action: ChangeAction): Stored | null {
  switch (action.kind) {
    case 'setLevel':
      return { permissions: action.permissions, endsAt };
    case 'setEnd': {
      const { end } = action;
      const moment = end.kind === 'on' ? endOfDay(dayOf(end.day), SAMPLE_ZONE).instant.toISOString() : null;
      return { permissions, endsAt: moment };
    }
    case 'stop':
      return null;
    case 'copyTo':
    case 'pointTo':
    case 'shareAgain':
    case 'undo':
      return { permissions, endsAt };
  }
}

function refused(grant: SampleGrant, action: ChangeAction): CannotChange | null {
  if (principal(grant.access) === `p:${nora.id}`) return 'owner';
  if (grant.role !== null) return action.kind === 'stop' ? null : 'throughRole';
  if (action.kind !== 'stop' && !grant.collection.canChange) return 'roleMayNotChange';
  if (action.kind === 'setLevel' && action.permissions === 'rw' && grant.access.to !== 'guest') {
    return 'publicIsReadOnly';
  }
  return null;
}

function stepOf(grant: SampleGrant, action: ChangeAction, then: Stored | null): ChangeStep {
  const reason = refused(grant, action);
  if (reason !== null) return { kind: 'notPossible', reason };
  if (grant.role !== null) return { kind: 'takeRole' };
  if (then === null) return { kind: 'remove' };
  if (action.kind === 'copyTo' || action.kind === 'pointTo') return { kind: 'add' };
  return then.permissions === grant.permissions && then.endsAt === grant.endsAt
    ? { kind: 'nothing' }
    : { kind: 'update' };
}

function remaining(world: SampleWorld, grant: SampleGrant, leaving: readonly SampleGrant[]): Remaining[] {
  const top = [...subjectTops(world, 'people'), ...subjectTops(world, 'groups')].find(
    ({ row }) => row.key === principal(grant.access),
  );
  return (top?.reaches ?? [])
    .filter((reach) => reach.grant.collection === grant.collection && grant.path.startsWith(reach.grant.path))
    .filter((reach) => reach.group !== null || !leaving.includes(reach.grant))
    .map((reach) => {
      const { via, path, permissions, endsAt } = grantRow(reach, '');
      return { via, path, permissions, endsAt };
    });
}

/** What reaches a person only because they are in a group: not theirs to lose. */
function throughGroups(world: SampleWorld, targets: ChangeTargets): SampleGrant[] {
  if (targets.kind !== 'person') return [];
  const top = subjectTops(world, 'people').find(({ row }) => row.key === `p:${targets.id}`);
  return (top?.reaches ?? []).filter(({ group }) => group !== null).map(({ grant }) => grant);
}

/** What a change would do, row by row. */
export function planOf(world: SampleWorld, id: string, targets: ChangeTargets, action: ChangeAction): ChangePlan {
  const found = targeted(world, targets);
  const grouped = throughGroups(world, targets);
  const rows = [...found, ...grouped].map((grant): PlannedChange => {
    const then = after(grant, action);
    const step: ChangeStep = grouped.includes(grant)
      ? { kind: 'notPossible', reason: 'throughGroup' }
      : stepOf(grant, action, then);
    const stops = step.kind === 'remove' || step.kind === 'takeRole';
    return {
      id: grant.id,
      collectionId: grant.collection.id,
      collectionName: grant.collection.name,
      path: grant.path,
      name: nameOf(grant),
      access: grant.access,
      rule: grant.role === null ? { collectionId: grant.collection.id, ruleId: grant.id } : null,
      step,
      before: { permissions: grant.permissions, endsAt: grant.endsAt },
      after:
        step.kind === 'notPossible' || step.kind === 'nothing'
          ? { permissions: grant.permissions, endsAt: grant.endsAt }
          : then,
      remains: stops ? remaining(world, grant, found) : [],
    };
  });
  const changing = rows.filter(({ step }) => step.kind !== 'nothing' && step.kind !== 'notPossible');
  return {
    id,
    action,
    rows,
    changes: changing.length,
    guests: new Set(changing.map(({ access }) => principal(access))).size,
    // One tick for all rows.
    ticks:
      changing.length > 0 && action.kind === 'setLevel' && action.permissions === 'rw'
        ? [{ kind: 'haveCopy', grant: 'change' }]
        : [],
    notes: [],
  };
}

/** What may go wrong on the way. */
export interface Mishaps {
  /** Rows that fail. */
  failing: ReadonlySet<string>;
  /** Rows that somebody else changed in the meantime. */
  conflicts: ReadonlySet<string>;
  /** Asked between the steps. */
  cancelled: () => boolean;
}

/** Plays a plan: each row works, is read back, and is done, unless something goes wrong. */
export async function play(
  world: SampleWorld,
  plan: ChangePlan,
  before: readonly ChangeState[],
  onEvent: (event: ChangeEvent) => void,
  pause: () => Promise<void>,
  { failing, conflicts, cancelled }: Mishaps,
): Promise<ChangeOutcome> {
  onEvent({ kind: 'started', id: plan.id });
  const states: ChangeState[] = [];
  for (const [index, row] of plan.rows.entries()) {
    const earlier = before[index];
    const idle = row.step.kind === 'nothing' || row.step.kind === 'notPossible';
    const tell = (state: ChangeState) => onEvent({ kind: 'row', row: row.id, state });
    let state: ChangeState = earlier?.kind === 'done' ? earlier : { kind: 'waiting' };
    if (idle) {
      states.push(state);
      continue;
    }
    if (state.kind !== 'done' && !cancelled()) {
      tell({ kind: 'working' });
      await pause();
      state = outcomeOf(row, failing, conflicts);
      if (state.kind === 'done') {
        carryOut(world, plan.action, row);
        tell({ kind: 'readingBack' });
        await pause();
      }
    }
    tell(state);
    states.push(state);
  }
  return {
    id: plan.id,
    plan,
    states,
    stoppedBy: null,
    verifiedAt: '2026-09-17T14:13:00Z',
    canUndo: plan.changes > 0,
  };
}

function outcomeOf(row: PlannedChange, failing: ReadonlySet<string>, conflicts: ReadonlySet<string>): ChangeState {
  const error: IpcError = { code: 'Timeout', outcomeUnknown: true };
  if (failing.has(row.id)) return { kind: 'failed', error };
  if (conflicts.has(row.id)) return { kind: 'conflict', stored: row.before };
  return { kind: 'done' };
}

function carryOut(world: SampleWorld, action: ChangeAction, row: PlannedChange): void {
  const index = world.grants.findIndex(({ id }) => id === row.id);
  const grant = world.grants[index];
  if (!grant) return;
  if (row.after === null) world.grants.splice(index, 1);
  else if (action.kind === 'pointTo') grant.path = action.path;
  else if (action.kind !== 'copyTo') Object.assign(grant, row.after);
}
