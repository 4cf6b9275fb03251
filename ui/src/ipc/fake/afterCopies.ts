import { copyOver } from '../../copies/state';
import type { ShareDraft, ShareOutcome, SharePlan } from '../bindings';
import type { FakeCopies } from './copies';

/** Shares of folders that are still being copied: they wait, and go on by themselves when the copy is complete. */
export function sharesAfterCopies(copies: FakeCopies, goOn: (outcome: ShareOutcome) => Promise<void>) {
  const waiting = new Map<string, ShareOutcome[]>();
  copies.onComplete = async ({ id }) => {
    for (const outcome of waiting.get(id) ?? []) await goOn({ ...outcome, waitsFor: null });
    waiting.delete(id);
  };
  return {
    copyOf: ({ folders }: ShareDraft) => folders.flatMap((folder) => copyOver(copies.all, folder)?.id ?? [])[0] ?? null,
    /** What comes of a plan at first; null where it need not wait. */
    waiting(plan: SharePlan, shareId: string): ShareOutcome | null {
      const { waitsFor } = plan;
      if (waitsFor == null) return null;
      const outcome: ShareOutcome = {
        shareId,
        plan: { ...plan, waitsFor: null },
        results: plan.grants.map((grant) => ({
          grant: grant.id,
          access: grant.access,
          path: plan.folders[grant.folder]?.path ?? '/',
          state: { kind: 'waiting' },
          ruleId: null,
          permissions: grant.permissions,
          endsAt: grant.endsAt,
          emailRequested: false,
        })),
        links: plan.folders.map(() => null),
        stoppedBy: null,
        verifiedAt: null,
        waitsFor,
      };
      waiting.set(waitsFor, [...(waiting.get(waitsFor) ?? []), outcome]);
      const share = { shareId, guests: plan.grants.length, folders: plan.folders.map(({ name }) => name) };
      const before = copies.all.find(({ id }) => id === waitsFor)?.waiting ?? [];
      copies.change(waitsFor, { waiting: [...before, share] });
      return outcome;
    },
  };
}
