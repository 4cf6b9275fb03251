import type { ChangeOutcome, ChangeStep, PlannedChange } from '../../bindings';
import type { SampleWorld } from './sample';

/** Puts back what a change did: a change of its own, with every row that was done turned round. */
export function takeBack(world: SampleWorld, outcome: ChangeOutcome, before: SampleWorld): ChangeOutcome {
  const rows = outcome.plan.rows.flatMap((row, index): PlannedChange[] => {
    const was = before.grants.find(({ id }) => id === row.id);
    if (outcome.states[index]?.kind !== 'done' || !was) return [];
    const at = world.grants.findIndex(({ id }) => id === row.id);
    if (at === -1) world.grants.push(was);
    else world.grants[at] = was;
    return [{ ...row, before: row.after, after: row.before, step: opposite(row.step), remains: [] }];
  });
  return {
    ...outcome,
    id: `${outcome.id}-undo`,
    plan: {
      ...outcome.plan,
      action: { kind: 'undo', of: outcome.id },
      rows,
      changes: rows.length,
      ticks: [],
      notes: [],
    },
    states: rows.map(() => ({ kind: 'done' })),
    canUndo: false,
  };
}

function opposite({ kind }: ChangeStep): ChangeStep {
  if (kind === 'add') return { kind: 'remove' };
  return { kind: kind === 'remove' || kind === 'takeRole' ? 'add' : 'update' };
}
