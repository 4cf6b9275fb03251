// What the person asks of a stored permission, and whether that is what was stored.

import type { AccessChangeRequest, EndChoice, Permissions, Share, ShareGuest } from '../../../ipc/bindings';
import { dayOf } from '../../../time/days';

/** One change at a time: the level or the end. */
export type Wish = { act: 'level'; permissions: Permissions } | { act: 'end'; end: EndChoice };

/** The request, with what the person saw, so that a change by somebody else is noticed. */
export function toRequest(share: Share, guest: ShareGuest & { ruleId: string }, wish: Wish): AccessChangeRequest {
  return {
    collectionId: share.collectionId,
    ruleId: guest.ruleId,
    seenPermissions: guest.permissions,
    seenEndsAt: guest.endsAt,
    permissions: wish.act === 'level' ? wish.permissions : null,
    end: wish.act === 'end' ? wish.end : null,
  };
}

/** Whether the permission that was read back is the one that was asked for. */
export function isAsWished(wish: Wish, stored: ShareGuest, timeZone: string): boolean {
  if (wish.act === 'level') return stored.permissions === wish.permissions;
  if (wish.end.kind === 'never') return stored.endsAt === null;
  return stored.endsAt !== null && dayOf(stored.endsAt, timeZone).toString() === wish.end.day;
}
