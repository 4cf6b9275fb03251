// What names a share and a guest, for keys, caches and comparisons. None of it is shown.

import type { Access, Share, ShareGuest } from '../../../ipc/bindings';

/** A share is a path on a collection; neither part alone is unique. */
export function shareKey(share: Pick<Share, 'collectionId' | 'path'>): string {
  return `${share.collectionId}${share.path}`;
}

/** A guest row is one stored permission or one role of a collection. */
export function guestKey(share: Pick<Share, 'collectionId' | 'path'>, guest: ShareGuest): string {
  return `${shareKey(share)}#${guest.ruleId ?? guest.roleId ?? principalKey(guest.access)}`;
}

/** Names who has access, so that two rows of the same person can be told to be theirs. */
export function principalKey(access: Access): string {
  return access.to === 'guest' ? `${access.guest.kind}:${access.guest.id}` : access.to;
}

/** True for a permission of its own; false for access through a role, which no share can change. */
export function hasOwnRule(guest: ShareGuest): guest is ShareGuest & { ruleId: string } {
  return guest.ruleId !== null;
}
