import { dayOf, endOfDay } from '../../time/days';
import type { AccessChangeRequest, Share, ShareGuest } from '../bindings';
import { SAMPLE_ZONE } from './people';

/** Changes one stored permission; null when it is gone. */
export function changeShare(shares: Share[], request: AccessChangeRequest): ShareGuest | null {
  const share = shares.find((each) => each.collectionId === request.collectionId);
  const guest = share?.guests.find((each) => each.ruleId === request.ruleId);
  if (!share || !guest) return null;
  if (request.permissions !== null) guest.permissions = request.permissions;
  if (request.end !== null) {
    guest.endsAt =
      request.end.kind === 'on' ? endOfDay(dayOf(request.end.day), SAMPLE_ZONE).instant.toISOString() : null;
  }
  share.firstEnd = share.guests.flatMap((each) => (each.endsAt === null ? [] : [each.endsAt])).sort()[0] ?? null;
  return structuredClone(guest);
}

/** Removes one stored permission, and the share with its last one. */
export function removeRule(shares: Share[], collectionId: string, ruleId: string): void {
  const index = shares.findIndex((each) => each.collectionId === collectionId);
  const share = shares[index];
  if (!share) return;
  share.guests = share.guests.filter((each) => each.ruleId !== ruleId);
  if (share.guests.every((each) => each.ruleId === null)) shares.splice(index, 1);
}
