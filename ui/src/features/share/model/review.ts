import type { Access, Confirmations, PlannedGrant, SharePlan, Tick, Warning } from '../../../ipc/bindings';

import { accessKey, countGuests } from '../../../components/guests/guests';
import { sameName } from './summary';

/** One guest on the review, with everything that would happen for them. */
export interface ReviewRow {
  /** {@link accessKey}. */
  readonly key: string;
  readonly access: Access;
  /** One sentence each: grants that differ in nothing but the folder are told together. */
  readonly sentences: readonly ReviewSentence[];
  /** Each warning once, with the folders it concerns. */
  readonly warnings: readonly RowWarning[];
  /** True when "I have a copy elsewhere" is asked for at least one of the grants. */
  readonly wantsCopyTick: boolean;
  /** How many folders the guest gets. */
  readonly folderCount: number;
}

/** Grants of one guest that are told in one sentence. */
export interface ReviewSentence {
  readonly grant: PlannedGrant;
  /** Names of the folders. */
  readonly folders: readonly string[];
}

/** A warning and the folders it is about. */
export interface RowWarning {
  readonly warning: Warning;
  readonly folders: readonly string[];
}

/** What the person ticked and typed. Kept by guest and folder, so that it survives a new plan. */
export interface Answers {
  /** {@link accessKey}s of guests for whom "I have a copy elsewhere" is ticked. */
  readonly haveCopy: readonly string[];
  /** Typed names by local path of the folder. */
  readonly typedNames: Readonly<Record<string, string>>;
}

/** Nothing ticked, nothing typed. */
export const NO_ANSWERS: Answers = { haveCopy: [], typedNames: {} };

/** The plan by guest, in the plan's order. */
export function reviewRows(plan: SharePlan): ReviewRow[] {
  const byGuest = new Map<string, PlannedGrant[]>();
  for (const grant of plan.grants) {
    const key = accessKey(grant.access);
    byGuest.set(key, [...(byGuest.get(key) ?? []), grant]);
  }
  const copies = new Set(plan.ticks.flatMap((tick) => (tick.kind === 'haveCopy' ? [tick.grant] : [])));
  return [...byGuest].flatMap(([key, grants]) => {
    const first = grants[0];
    if (first === undefined) return [];
    return {
      key,
      access: first.access,
      sentences: mergeSentences(plan, grants),
      warnings: mergeWarnings(plan, grants),
      wantsCopyTick: grants.some((grant) => copies.has(grant.id)),
      folderCount: grants.length,
    };
  });
}

/** Ticks and names that are still missing, in the page's order. */
export function openTicks(plan: SharePlan, answers: Answers): Tick[] {
  const keys = new Map(plan.grants.map((grant) => [grant.id, accessKey(grant.access)]));
  const seen = new Set<string>();
  return plan.ticks.filter((tick) => {
    if (tick.kind === 'typeName') {
      const path = plan.folders[tick.folder]?.localPath ?? '';
      return !sameName(answers.typedNames[path] ?? '', tick.expected);
    }
    // One tick box stands for all folders of a guest.
    const key = keys.get(tick.grant) ?? tick.grant;
    if (answers.haveCopy.includes(key) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The answers in the form `apply_share` wants. */
export function confirmations(plan: SharePlan, answers: Answers): Confirmations {
  return {
    haveCopy: plan.grants
      .filter((grant) => answers.haveCopy.includes(accessKey(grant.access)))
      .map((grant) => grant.id),
    typedNames: plan.folders.map((folder) => answers.typedNames[folder.localPath] ?? ''),
  };
}

/** Whom the plan is for: people and groups on the list, and wider access. */
export function countPlan(plan: SharePlan): { people: number; groups: number; wider: 'signedIn' | 'anyone' | 'none' } {
  const access = [...new Map(plan.grants.map((grant) => [accessKey(grant.access), grant.access])).values()];
  const wider = access.find((entry) => entry.to !== 'guest');
  return {
    ...countGuests(access.flatMap((entry) => (entry.to === 'guest' ? [entry.guest] : []))),
    wider: wider?.to ?? 'none',
  };
}

/** A warning that no button can get past: the storage has no room for so many permissions. */
export function overLimit(plan: SharePlan): Extract<Warning, { kind: 'limit' }> | null {
  const all = [...plan.warnings, ...plan.grants.flatMap((grant) => grant.warnings)];
  for (const warning of all) {
    if (warning.kind === 'limit' && warning.after > warning.limit) return warning;
  }
  return null;
}

function mergeSentences(plan: SharePlan, grants: readonly PlannedGrant[]): ReviewSentence[] {
  const sentences = new Map<string, { grant: PlannedGrant; folders: string[] }>();
  for (const grant of grants) {
    const told = JSON.stringify([grant.permissions, grant.endsAt, grant.lastDay, grant.notify, actionKey(grant)]);
    const sentence = sentences.get(told) ?? { grant, folders: [] };
    sentence.folders.push(folderName(plan, grant));
    sentences.set(told, sentence);
  }
  return [...sentences.values()];
}

function mergeWarnings(plan: SharePlan, grants: readonly PlannedGrant[]): RowWarning[] {
  const warnings = new Map<string, { warning: Warning; folders: string[] }>();
  for (const grant of grants) {
    for (const warning of grant.warnings) {
      const key = JSON.stringify(warning);
      const entry = warnings.get(key) ?? { warning, folders: [] };
      entry.folders.push(folderName(plan, grant));
      warnings.set(key, entry);
    }
  }
  return [...warnings.values()];
}

function folderName(plan: SharePlan, grant: PlannedGrant): string {
  return plan.folders[grant.folder]?.name ?? '';
}

function actionKey({ action }: PlannedGrant): unknown {
  return action.kind === 'update' ? [action.kind, action.fromPermissions, action.fromEndsAt] : action.kind;
}

/** A plan for nobody: what the review shows when the last guest was left off. */
export function emptied(plan: SharePlan | undefined): SharePlan {
  const nothing = { id: '', folders: [], timeZone: 'UTC', commands: [] };
  return { ...(plan ?? nothing), grants: [], warnings: [], ticks: [] };
}
