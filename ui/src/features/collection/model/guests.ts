import { accessKey } from '../../../components/guests/guests';
import type { EffectiveGuest, FolderAccess, GrantRow, RuleRef } from '../../../ipc/bindings';

/** Names a row of the list. */
export const guestRowKey = (guest: EffectiveGuest): string => accessKey(guest.access);

/** Through a role: no share, and no date of its own. */
export const isThroughRole = (guest: EffectiveGuest): boolean => guest.role !== null || guest.owner;

/** A guest's own permissions that reach the folder, those that count first. */
export function ownRules(guest: EffectiveGuest): GrantRow[] {
  const all = [...guest.counting, ...guest.withoutEffect];
  return all.filter(({ rule, via }) => rule !== null && via.kind !== 'group' && isTheirs(guest, via.kind));
}

/** Everyone's permission reaches a person as well, and is not theirs to change. */
function isTheirs({ access }: EffectiveGuest, via: GrantRow['via']['kind']): boolean {
  return via === 'own' || access.to === via;
}

/** The permission that decides what a guest can do here, where it is their own and can be changed. */
export function deciding(guest: EffectiveGuest): GrantRow | null {
  const own = new Set(ownRules(guest));
  return guest.counting.find((grant) => own.has(grant) && grant.canChange) ?? null;
}

/** Whether the row alone does not say why a guest can do what they can do. */
export function wantsReasons(guest: EffectiveGuest): boolean {
  if (isThroughRole(guest)) return guest.withoutEffect.length > 0;
  return guest.counting.length + guest.withoutEffect.length > 1 || guest.counting[0]?.via.kind === 'group';
}

/** A permission on the folder itself that is not over, and can be given more time. */
export interface Ending {
  access: EffectiveGuest['access'];
  grant: GrantRow;
  endsAt: string;
}

/** What ends of a folder's own permissions, soonest first. */
export function endingHere({ guests, path }: Pick<FolderAccess, 'guests' | 'path'>): Ending[] {
  const found = guests.flatMap((guest) =>
    ownRules(guest).flatMap((grant): Ending[] =>
      grant.endsAt !== null && grant.path === path && grant.canChange
        ? [{ access: guest.access, grant, endsAt: grant.endsAt }]
        : [],
    ),
  );
  return found.sort((a, b) => Date.parse(a.endsAt) - Date.parse(b.endsAt));
}

/** Stored permissions of these grants. */
export const ruleRefs = (grants: readonly GrantRow[]): RuleRef[] => grants.flatMap(({ rule }) => rule ?? []);

/** Permissions among those that reach a folder which change nothing and can be removed, each once. */
export function withoutEffect({ guests }: Pick<FolderAccess, 'guests'>): RuleRef[] {
  const found = guests.flatMap((guest) =>
    ownRules(guest).filter((grant) => guest.withoutEffect.includes(grant) && grant.canRemove),
  );
  return [...new Map(ruleRefs(found).map((rule) => [rule.ruleId, rule])).values()];
}
