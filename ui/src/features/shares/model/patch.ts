// Puts what Globus answered into the list that is shown, so that one changed row needs no new reading of
// everything. Only answers go in here, never wishes.

import type { MyShares, Share, ShareGuest } from '../../../ipc/bindings';
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
      return guests.some(hasOwnRule) ? [{ ...one, guests }] : [];
    }),
  };
}
