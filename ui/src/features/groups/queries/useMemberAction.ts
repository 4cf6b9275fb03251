import { useState } from 'react';
import { useConsent } from '../../../consent/useConsent';
import type { MemberResult, MembershipAction } from '../../../ipc/bindings';
import { toIpcError, type IpcError } from '../../../ipc/error';
import { useIpc } from '../../../ipc/IpcProvider';
import { useTakeOver } from './useGroups';

/** One thing to be done to some people of a group. */
export interface MemberWish {
  readonly group: string;
  readonly people: readonly string[];
  readonly action: MembershipAction;
  /** What is said when it worked for everybody. */
  readonly done?: string;
}

/** Does things to memberships; where Globus wants an OK first, that is an ordinary step and it is done after it. */
export function useMemberAction(onDone: (wish: MemberWish, results: readonly MemberResult[]) => void) {
  const ipc = useIpc();
  const takeOver = useTakeOver();
  const consent = useConsent();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<IpcError | null>(null);

  async function act(wish: MemberWish, again = false): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const { results, details } = await ipc.actOnMembers(wish.group, [...wish.people], wish.action);
      await takeOver(wish.group, details);
      onDone(wish, results);
    } catch (thrown) {
      const failure = toIpcError(thrown);
      if (!consent.ask(failure, again, () => void act(wish, true))) setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return { act: (wish: MemberWish) => void act(wish), busy, error, consent, forget: () => setError(null) };
}
