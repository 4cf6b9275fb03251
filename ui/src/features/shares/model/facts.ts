// What is so about a share, worked out from its guests. The guests change while the page is open (a level, an end
// date, one guest fewer); what is said about the share follows them instead of an older summary.

import type { Permissions, Share, ShareGuest } from '../../../ipc/bindings';
import { nextEnd, readEnd, type Clock } from './ends';
import { hasOwnRule } from './identity';

/** Permissions of their own, without roles: what "stop sharing" can reach. */
export function ownGuests(share: Share): (ShareGuest & { ruleId: string })[] {
  return share.guests.filter(hasOwnRule);
}

/** Read and write is the wider of the two levels. */
export function canWrite(permissions: Permissions): boolean {
  return permissions === 'rw';
}

/** The most that any guest can do. */
export function atMost(share: Share): Permissions {
  const guests = ownGuests(share);
  return (guests.length > 0 ? guests : share.guests).some((guest) => canWrite(guest.permissions)) ? 'rw' : 'r';
}

/** The soonest end among the guests that is still ahead. */
export function firstEnd(share: Share, now: number): string | null {
  return nextEnd(
    ownGuests(share).map((guest) => guest.endsAt),
    now,
  );
}

/** True when at least one guest ends within the next days. */
export function endsSoon(share: Share, clock: Clock): boolean {
  return ownGuests(share).some((guest) => {
    const end = readEnd(guest.endsAt, clock);
    return end.kind === 'ahead' && end.soon;
  });
}

/** True when at least one permission has no end. A role never has one and is another matter. */
export function hasNoEnd(share: Share): boolean {
  return ownGuests(share).some((guest) => guest.endsAt === null);
}

/** True when at least one guest's address is of another organisation. */
export function isOutside(share: Share): boolean {
  return ownGuests(share).some(
    ({ access }) => access.to === 'guest' && access.guest.kind === 'person' && access.guest.outside,
  );
}

/** Everyone with a Globus login, or anyone. */
export function isPublic(share: Share): boolean {
  return ownGuests(share).some(({ access }) => access.to !== 'guest');
}

/** The folder is gone, or its storage does not answer. */
export function isBroken(share: Share): boolean {
  return share.badges.includes('folderNotFound') || share.badges.includes('offline');
}

/** Somebody else reaches it through a role. The person's own role is no news. */
export function hasRole(share: Share): boolean {
  return share.guests.some((guest) => !hasOwnRule(guest) && !guest.isMe);
}

/** People and groups with a permission of their own, and who else. */
export interface GuestCount {
  people: number;
  groups: number;
  signedIn: boolean;
  anyone: boolean;
}

/** Counts guests by kind. */
export function countGuests(guests: readonly ShareGuest[]): GuestCount {
  const is = (kind: 'person' | 'group') => (guest: ShareGuest) =>
    guest.access.to === 'guest' && guest.access.guest.kind === kind;
  return {
    people: guests.filter(is('person')).length,
    groups: guests.filter(is('group')).length,
    signedIn: guests.some((guest) => guest.access.to === 'signedIn'),
    anyone: guests.some((guest) => guest.access.to === 'anyone'),
  };
}
