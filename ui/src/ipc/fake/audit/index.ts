import type { AuditState, ChangeOutcome, ChangePlan, Problem } from '../../bindings';
import type { IpcError } from '../../error';
import type { Ipc } from '../../ipc';
import { SAMPLE_NOW } from '../people';
import { planOf, play } from './changes';
import { matrixOf, pageOf, subjectPageOf, timelineOf } from './page';
import { passes, shareTops, subjectTops } from './rows';
import { sampleWorld, type SampleWorld } from './sample';
import { takeBack } from './undo';

export { sampleWorld, type SampleGrant, type SampleWorld } from './sample';

/** What tests look at and set. */
export interface FakeAudit {
  world: SampleWorld;
  /** While true nothing reaches Globus: readings and changes are refused. */
  offline: boolean;
  /** When Globus was read last; null before the first reading. */
  checkedAt: string | null;
  /** Collections that could not be read. */
  problems: Problem[];
  cutShort: boolean;
  /** Why the next reading fails as a whole. */
  failNext: IpcError | null;
  /** Rows of plans that fail, or that somebody else changed, by their ids (`grants[].id`). */
  failing: Set<string>;
  conflicts: Set<string>;
  /** How often Globus was read. */
  readings: number;
  /** How often the person left My shares. */
  visits: number;
  /** Plans that were asked for, newest last. */
  plans: ChangePlan[];
  /** Changes that were begun and not closed. */
  unfinished: ChangeOutcome[];
  /** Rows changed: pages of an older generation are asked for again. */
  touch: () => void;
}

type AuditIpc = Pick<
  Ipc,
  | 'auditState'
  | 'refreshAudit'
  | 'auditPage'
  | 'subjectPage'
  | 'auditTimeline'
  | 'auditMatrix'
  | 'addCollection'
  | 'leaveMyShares'
  | 'planChange'
  | 'applyChange'
  | 'resumeChange'
  | 'cancelChange'
  | 'leaveOffChange'
  | 'undoChange'
  | 'unfinishedChanges'
>;

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const fail = (error: IpcError) => Promise.reject(error);
const notThere = () => fail({ code: 'NotFound', what: 'share' });

/** What the app knows of all shares, and how it changes them. */
export function createFakeAudit(pause: () => Promise<void>): AuditIpc & { audit: FakeAudit } {
  let generation = 1;
  let failed: IpcError | null = null;
  let reading = false;
  const plans = new Map<string, ChangePlan>();
  const outcomes = new Map<string, ChangeOutcome>();
  const before = new Map<string, SampleWorld>();
  const cancelled = new Set<string>();

  const audit: FakeAudit = {
    world: sampleWorld(),
    offline: false,
    checkedAt: '2026-09-17T14:10:00Z',
    problems: [],
    cutShort: false,
    failNext: null,
    failing: new Set(),
    conflicts: new Set(),
    readings: 0,
    visits: 0,
    plans: [],
    unfinished: [],
    touch: () => void (generation += 1),
  };

  function state(): AuditState {
    const known = audit.checkedAt !== null;
    const shares = known ? shareTops(audit.world) : [];
    const rows = known ? subjectTops(audit.world, 'people') : [];
    const named = rows.filter(({ row }) => row.kind === 'subject' && row.access.to === 'guest');
    const with_ = (filter: 'endingSoon' | 'needsAttention') =>
      shares.filter(({ reaches }) => reaches.some(({ grant }) => passes(grant, filter))).length;
    return {
      generation,
      checkedAt: audit.checkedAt,
      refreshing: reading,
      failed,
      collections: known ? audit.world.collections.length : 0,
      shares: shares.length,
      people: named.length,
      everybody: rows.length - named.length,
      groups: known ? subjectTops(audit.world, 'groups').length : 0,
      endingSoon: with_('endingSoon'),
      needsAttention: with_('needsAttention'),
      problems: audit.problems,
      cutShort: audit.cutShort,
      lastVisit: '2026-09-14T09:00:00Z',
    };
  }

  const known = (): SampleWorld =>
    audit.checkedAt === null ? { collections: [], grants: [], members: new Map() } : audit.world;

  async function run(plan: ChangePlan, earlier: ChangeOutcome | null, onEvent: Parameters<Ipc['applyChange']>[2]) {
    if (audit.offline) return fail({ code: 'Offline' });
    if (!before.has(plan.id)) before.set(plan.id, copy(audit.world));
    cancelled.delete(plan.id);
    const outcome = await play(audit.world, plan, earlier?.states ?? [], onEvent, pause, {
      failing: earlier === null ? audit.failing : new Set(),
      conflicts: audit.conflicts,
      cancelled: () => cancelled.has(plan.id),
    });
    return keep(outcome);
  }

  function keep(outcome: ChangeOutcome): ChangeOutcome {
    outcomes.set(outcome.id, outcome);
    const open = outcome.plan.rows.some(({ step }, index) => {
      const state = outcome.states[index]?.kind;
      return step.kind !== 'nothing' && step.kind !== 'notPossible' && (state === 'failed' || state === 'waiting');
    });
    audit.unfinished = audit.unfinished.filter(({ id }) => id !== outcome.id);
    if (open) audit.unfinished.push(outcome);
    audit.touch();
    return outcome;
  }

  const outcomeOf = (id: string) => outcomes.get(id) ?? audit.unfinished.find((outcome) => outcome.id === id);

  return {
    audit,
    auditState: () => Promise.resolve(state()),
    async refreshAudit(onEvent) {
      audit.readings += 1;
      reading = true;
      const total = audit.world.collections.length;
      for (const done of [0, Math.floor(total / 2), total]) {
        onEvent({ kind: 'reading', done, total });
        await pause();
      }
      reading = false;
      failed = audit.offline ? { code: 'Offline' } : audit.failNext;
      audit.failNext = null;
      if (failed) return fail(failed);
      audit.checkedAt = new Date(SAMPLE_NOW).toISOString();
      audit.touch();
      return state();
    },
    auditPage: (query, offset, limit) => Promise.resolve(pageOf(known(), generation, query, offset, limit)),
    subjectPage(id) {
      const page = subjectPageOf(known(), generation, id);
      return page ? Promise.resolve(page) : fail({ code: 'NotFound', what: 'person' });
    },
    auditTimeline: (query, only) => Promise.resolve(timelineOf(known(), query, only)),
    auditMatrix: (query, only) => Promise.resolve(matrixOf(known(), query, only)),
    async addCollection(text) {
      await pause();
      if (audit.offline) return fail({ code: 'Offline' });
      const id = ID.exec(text)?.[0];
      if (id !== undefined) return id;
      return fail({ code: 'InvalidInput', field: 'collection', reason: text.trim() === '' ? 'empty' : 'mismatch' });
    },
    leaveMyShares() {
      audit.visits += 1;
      return Promise.resolve();
    },

    async planChange(targets, action) {
      await pause();
      if (audit.offline) return fail({ code: 'Offline' });
      const plan = planOf(audit.world, `change-${audit.plans.length + 1}`, targets, action);
      plans.set(plan.id, plan);
      audit.plans.push(plan);
      return plan;
    },
    applyChange(id, _confirmations, onEvent) {
      const plan = plans.get(id);
      return plan ? run(plan, null, onEvent) : notThere();
    },
    resumeChange(id, onEvent) {
      const earlier = outcomeOf(id);
      return earlier ? run(earlier.plan, earlier, onEvent) : notThere();
    },
    cancelChange(id) {
      cancelled.add(id);
      return Promise.resolve();
    },
    leaveOffChange(id) {
      const outcome = outcomeOf(id);
      if (!outcome) return notThere();
      const states = outcome.states.map((each) =>
        each.kind === 'failed' || each.kind === 'waiting' ? { kind: 'leftOff' as const } : each,
      );
      return Promise.resolve(keep({ ...outcome, states }));
    },
    async undoChange(id, onEvent) {
      const outcome = outcomeOf(id);
      const was = before.get(id);
      if (!outcome || !was) return notThere();
      await pause();
      const undone = takeBack(audit.world, outcome, was);
      onEvent({ kind: 'started', id: undone.id });
      undone.plan.rows.forEach(({ id: row }) => onEvent({ kind: 'row', row, state: { kind: 'done' } }));
      keep({ ...outcome, states: outcome.states.map((each) => (each.kind === 'done' ? { kind: 'undone' } : each)) });
      return keep(undone);
    },
    unfinishedChanges: () => Promise.resolve([...audit.unfinished]),
  };
}

/** Grants as they are now; the collections stay the same objects. */
function copy(world: SampleWorld): SampleWorld {
  return { ...world, grants: world.grants.map((grant) => ({ ...grant })) };
}
