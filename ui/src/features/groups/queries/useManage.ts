import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useConsent } from '../../../consent/useConsent';
import type { GroupDetails, GroupEdit } from '../../../ipc/bindings';
import { toIpcError, type IpcError } from '../../../ipc/error';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys } from '../../../ipc/queries';
import { useTakeOver } from './useGroups';

/** What is done to a group as a whole. */
export type GroupWish = { kind: 'edit'; edit: GroupEdit } | { kind: 'leave' } | { kind: 'delete'; typedName: string };

/** Writes a group anew, leaves it or deletes it; where Globus wants an OK first, it is done after that. */
export function useManage({ group: { id }, leaveAs }: GroupDetails, onDone: (kind: GroupWish['kind']) => void) {
  const ipc = useIpc();
  const client = useQueryClient();
  const takeOver = useTakeOver();
  const consent = useConsent();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<IpcError | null>(null);
  /** Globus did not say yes to leaving. */
  const [stayed, setStayed] = useState(false);

  async function carryOut(wish: GroupWish): Promise<boolean> {
    switch (wish.kind) {
      case 'edit':
        await takeOver(id, await ipc.editGroup(id, wish.edit));
        return true;
      case 'leave': {
        const { results } = await ipc.actOnMembers(id, leaveAs, { kind: 'leave' });
        return results.every(({ problem }) => problem === null);
      }
      case 'delete':
        await ipc.deleteGroup(id, wish.typedName);
        return true;
    }
  }

  async function manage(wish: GroupWish, again = false): Promise<void> {
    setBusy(true);
    setError(null);
    setStayed(false);
    try {
      const whole = await carryOut(wish);
      setStayed(!whole);
      if (whole) onDone(wish.kind);
      if (wish.kind !== 'edit') {
        // The group itself is not asked for again: it may be out of sight now.
        await Promise.all([
          client.invalidateQueries({ queryKey: keys.groups, refetchType: whole ? 'none' : 'active' }),
          client.invalidateQueries({ queryKey: keys.audit }),
        ]);
      }
    } catch (thrown) {
      const failure = toIpcError(thrown);
      if (!consent.ask(failure, again, () => void manage(wish, true))) setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return {
    manage: (wish: GroupWish) => void manage(wish),
    busy,
    error,
    stayed,
    consent,
    forget: () => setError(null),
  };
}
