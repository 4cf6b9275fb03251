import type { GrantRow } from '../../../ipc/bindings';

/** What somebody reaches, in one line. */
export interface Sum {
  /** Shared folders they reach, through whatever. */
  readonly total: number;
  /** Those in which they can change files. */
  readonly rw: number;
  /** The soonest end that is still ahead. */
  readonly firstEnd: string | null;
}

/** Counts folders, not grants: two ways into one folder are one folder. What has ended counts no more. */
export function sumOf(grants: readonly GrantRow[], now: number): Sum {
  const levels = new Map<string, boolean>();
  const ends: string[] = [];
  for (const { collectionId, path, permissions, endsAt } of grants) {
    if (endsAt !== null && Date.parse(endsAt) <= now) continue;
    const folder = `${collectionId}${path}`;
    levels.set(folder, (levels.get(folder) ?? false) || permissions === 'rw');
    if (endsAt !== null) ends.push(endsAt);
  }
  ends.sort((a, b) => Date.parse(a) - Date.parse(b));
  return {
    total: levels.size,
    rw: [...levels.values()].filter(Boolean).length,
    firstEnd: ends[0] ?? null,
  };
}

/** Whether level, end and stop of a grant are this subject's own matter. Others have it through it, too, otherwise. */
export function isOwn({ rule, via }: GrantRow): boolean {
  return rule !== null && via.kind === 'own';
}
