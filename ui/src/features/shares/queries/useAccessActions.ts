import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import type { MyShares, Share, ShareGuest } from '../../../ipc/bindings';
import { toIpcError, type IpcError } from '../../../ipc/error';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys } from '../../../ipc/queries';
import { guestKey } from '../model/identity';
import { withGuest, withoutRule } from '../model/patch';
import { withState, type RowState, type RowStates } from '../model/rowState';
import { isAsWished, toRequest, type Wish } from '../model/wish';

/** A guest with a permission of their own: what can be changed and stopped. */
export type RuleGuest = ShareGuest & { ruleId: string };

/** How many "stop sharing" requests are out at the same time. */
const LANES = 4;

/** What came of stopping. */
export interface Stopped {
  share: Share;
  guests: RuleGuest[];
  failed: number;
}

interface Options {
  timeZone: string;
  /** Asks Globus for the whole list again. */
  check: () => void;
  /** Called before rows leave the list, so that the focus can move on. */
  onLeave: (share: Share, ruleIds: ReadonlySet<string>) => void;
  /** Called when a change was read back as it was asked for. */
  onChanged: (guest: ShareGuest, act: Wish['act']) => void;
  /** Called when everything that was asked to stop has an answer. */
  onStopped: (stopped: Stopped) => void;
}

/** Changes and stops shares, and keeps what is going on with each row. */
export function useAccessActions({ timeZone, check, onLeave, onChanged, onStopped }: Options) {
  const ipc = useIpc();
  const client = useQueryClient();
  const [states, setStates] = useState<RowStates>(new Map());

  const set = (key: string, state: RowState | null) => setStates((all) => withState(all, key, state));
  /** Puts an answer into the list. A reading that began before it would bring the old row back: it begins again. */
  const patch = async (change: (list: MyShares) => MyShares) => {
    const reading = client.isFetching({ queryKey: keys.myShares }) > 0;
    await client.cancelQueries({ queryKey: keys.myShares });
    client.setQueryData<MyShares>(keys.myShares, (list) => list && change(list));
    if (reading) check();
  };

  const leave = async (share: Share, guests: readonly RuleGuest[]) => {
    onLeave(share, new Set(guests.map((guest) => guest.ruleId)));
    await patch((list) => guests.reduce((left, guest) => withoutRule(left, share, guest.ruleId), list));
    for (const guest of guests) set(guestKey(share, guest), null);
  };

  const change = async (share: Share, guest: RuleGuest, wish: Wish): Promise<void> => {
    const key = guestKey(share, guest);
    set(key, { kind: 'busy', act: wish.act });
    try {
      const stored = await ipc.changeAccess(toRequest(share, guest, wish));
      await patch((list) => withGuest(list, share, stored));
      const asWished = isAsWished(wish, stored, timeZone);
      set(key, { kind: asWished ? 'done' : 'storedOther', act: wish.act });
      if (asWished) onChanged(stored, wish.act);
    } catch (thrown) {
      const error = toIpcError(thrown);
      if (error.code === 'Changed') {
        set(key, { kind: 'changed' });
        check();
      } else {
        set(key, { kind: 'failed', act: wish.act, error, retry: () => void change(share, guest, wish) });
        if (isGone(error)) check();
      }
    }
  };

  const remove = async (share: Share, guest: RuleGuest): Promise<boolean> => {
    const key = guestKey(share, guest);
    set(key, { kind: 'busy', act: 'stop' });
    try {
      await ipc.removeAccess(share.collectionId, guest.ruleId);
    } catch (thrown) {
      const error = toIpcError(thrown);
      if (!isGone(error)) {
        set(key, { kind: 'failed', act: 'stop', error, retry: () => void stop(share, [guest]) });
        return false;
      }
    }
    set(key, { kind: 'off' });
    return true;
  };

  const stop = async (share: Share, guests: readonly RuleGuest[]): Promise<void> => {
    for (const guest of guests) set(guestKey(share, guest), { kind: 'waiting' });
    const waiting = [...guests];
    const stopped: RuleGuest[] = [];
    const lane = async () => {
      for (let guest = waiting.shift(); guest !== undefined; guest = waiting.shift()) {
        if (await remove(share, guest)) stopped.push(guest);
      }
    };
    await Promise.all(Array.from({ length: Math.min(LANES, guests.length) }, lane));
    await leave(share, stopped);
    onStopped({ share, guests: stopped, failed: guests.length - stopped.length });
  };

  return {
    /** State of a row, if something was asked of it. */
    stateOf: (share: Share, guest: ShareGuest) => states.get(guestKey(share, guest)),
    /** Changes level or end and shows what was read back. */
    change,
    /** Stops sharing with these guests. */
    stop,
    /** Takes a message away that has been read. */
    dismiss: (share: Share, guest: ShareGuest) => set(guestKey(share, guest), null),
  };
}

/** What is gone is off the list: for "stop sharing" that counts as done. */
function isGone(error: IpcError): boolean {
  return error.code === 'NotFound' && (error.what === 'accessRule' || error.what === 'collection');
}
