// What somebody can still reach after a permission is gone. Permissions only add up, so "they lose access" is true
// only when nothing else covers the same folder.

import type { Share, ShareGuest } from '../../../ipc/bindings';
import { readEnd, type Clock } from './ends';
import { hasOwnRule, principalKey } from './identity';

/** Through what access stays. Groups of the person are not among them: who is in a group is not known here. */
export type Remains =
  | { kind: 'share'; name: string }
  | { kind: 'role' }
  | { kind: 'signedIn'; name: string }
  | { kind: 'anyone'; name: string };

/**
 * What else lets a guest reach the folder of `share`, when the permissions in `leaving` are gone. Wider access on
 * the same folder counts as well.
 */
export function whatRemains(
  shares: readonly Share[],
  share: Share,
  guest: ShareGuest,
  leaving: ReadonlySet<string>,
  clock: Clock,
): Remains[] {
  const who = principalKey(guest.access);
  const stays = (other: ShareGuest) =>
    !(hasOwnRule(other) && leaving.has(other.ruleId)) && readEnd(other.endsAt, clock).kind !== 'ended';
  const found = shares
    .filter((other) => other.collectionId === share.collectionId && share.path.startsWith(other.path))
    .flatMap((other) => other.guests.filter(stays).flatMap((one) => remainsThrough(other, one, who)));
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}

function remainsThrough(share: Share, guest: ShareGuest, who: string): Remains[] {
  if (guest.access.to === 'anyone') return [{ kind: 'anyone', name: share.name }];
  // Everyone with a login does not include those who come without one.
  if (guest.access.to === 'signedIn') return who === 'anyone' ? [] : [{ kind: 'signedIn', name: share.name }];
  if (principalKey(guest.access) !== who) return [];
  return hasOwnRule(guest) ? [{ kind: 'share', name: share.name }] : [{ kind: 'role' }];
}
