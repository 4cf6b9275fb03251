// Puts what Globus answered into the list that is shown, so that one changed row needs no new reading of
// everything. Only answers go in here, never wishes.

import type { MyShares, Share, ShareBadge, ShareGuest } from '../../../ipc/bindings';
import { atMost, hasNoEnd, ownGuests } from './facts';
import { hasOwnRule, shareKey } from './identity';

/** The list with one guest as it was read back. A guest that is not in it any more is left out. */
export function withGuest(list: MyShares, share: Share, guest: ShareGuest): MyShares {
  return mapShare(list, share, (guests) => guests.map((old) => (old.ruleId === guest.ruleId ? guest : old)));
}

/** The list without one permission. A share leaves with its last one; a role alone is not a share. */
export function withoutRule(list: MyShares, share: Share, ruleId: string): MyShares {
  return mapShare(list, share, (guests) => guests.filter((guest) => guest.ruleId !== ruleId));
}

function mapShare(list: MyShares, share: Share, change: (guests: ShareGuest[]) => ShareGuest[]): MyShares {
  const key = shareKey(share);
  return {
    ...list,
    shares: list.shares.flatMap((one) => {
      if (shareKey(one) !== key) return [one];
      const guests = change(one.guests);
      return guests.some(hasOwnRule) ? [restated({ ...one, guests })] : [];
    }),
  };
}

/** What is said about the share follows from its guests; what is known of its folder stays as it was read. */
function restated(share: Share): Share {
  const own = ownGuests(share);
  const has = (to: 'anyone' | 'signedIn') => own.some((guest) => guest.access.to === to);
  const badges: Record<ShareBadge, boolean> = {
    folderNotFound: share.badges.includes('folderNotFound'),
    ownerLockedOut: share.badges.includes('ownerLockedOut'),
    offline: share.badges.includes('offline'),
    anyone: has('anyone'),
    signedIn: has('signedIn'),
    noEndDate: hasNoEnd(share),
  };
  const ends = own.flatMap(({ endsAt }) => (endsAt === null ? [] : [endsAt]));
  return {
    ...share,
    atMost: atMost(share),
    firstEnd: ends.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null,
    badges: (Object.keys(badges) as ShareBadge[]).filter((badge) => badges[badge]),
  };
}
