// The table as a flat list of rows: what a windowed table can count and skip.

import type { Share, ShareGuest } from '../../../ipc/bindings';
import { guestKey, hasOwnRule, shareKey } from './identity';

/** One row of the table. */
export type Row =
  | { kind: 'share'; key: string; share: Share; open: boolean }
  | { kind: 'guest'; key: string; share: Share; guest: ShareGuest }
  /** What came of the last thing that was asked of the guest above. */
  | { kind: 'note'; key: string; share: Share; guest: ShareGuest }
  /** What can be done with the whole share. */
  | { kind: 'actions'; key: string; share: Share };

/** Shares, and under each open one its guests, with what there is to say about them. */
export function toRows(
  shares: readonly Share[],
  open: ReadonlySet<string>,
  hasNote: (share: Share, guest: ShareGuest) => boolean,
): Row[] {
  return shares.flatMap((share): Row[] => {
    const key = shareKey(share);
    const head: Row = { kind: 'share', key, share, open: open.has(key) };
    if (!head.open) return [head];
    return [
      head,
      ...rolesLast(share.guests).flatMap((guest) => guestRows(share, guest, hasNote)),
      { kind: 'actions', key: `${key}#actions`, share },
    ];
  });
}

function guestRows(share: Share, guest: ShareGuest, hasNote: (share: Share, guest: ShareGuest) => boolean): Row[] {
  const key = guestKey(share, guest);
  const row: Row = { kind: 'guest', key, share, guest };
  return hasNote(share, guest) ? [row, { kind: 'note', key: `${key}#note`, share, guest }] : [row];
}

/** What can be changed comes first; roles are there to be known. */
function rolesLast(guests: readonly ShareGuest[]): ShareGuest[] {
  return [...guests.filter(hasOwnRule), ...guests.filter((guest) => !hasOwnRule(guest))];
}

/** Keys of the rows that leave with these permissions; with its last one all of a share leaves. */
export function leavingRows(rows: readonly Row[], share: Share, ruleIds: ReadonlySet<string>): Set<string> {
  const whole = share.guests.every((guest) => !hasOwnRule(guest) || ruleIds.has(guest.ruleId));
  const leaves = (row: Row) =>
    shareKey(row.share) === shareKey(share) && (whole || ('guest' in row && ruleIds.has(row.guest.ruleId ?? '')));
  return new Set(rows.filter(leaves).map((row) => row.key));
}
