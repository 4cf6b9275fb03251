import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { ChangeEvent, ChangeOutcome, ChangePlan, Confirmations } from '../../../ipc/bindings';
import { toIpcError, type IpcError } from '../../../ipc/error';
import { useIpc } from '../../../ipc/IpcProvider';
import { refreshAfterChange } from '../../../ipc/queries';
import { progressReducer, resumedProgress, startProgress, undoProgress, type Progress } from '../model/progress';

/** What the app is doing for a change. */
export type RunTask = 'apply' | 'resume' | 'undo' | 'leaveOff';

/** A change that is being carried out, or what came of it. */
export type Run =
  | { readonly at: 'working'; readonly task: RunTask; readonly plan: ChangePlan; readonly progress: Progress }
  | { readonly at: 'done'; readonly task: RunTask; readonly outcome: ChangeOutcome; readonly error: IpcError | null };

type Ask = (onEvent: (event: ChangeEvent) => void) => Promise<ChangeOutcome>;

/** Carries a plan out and goes on with it. `onRefused` hears why nothing was begun. */
export function useChangeRun(onRefused: (error: IpcError) => void) {
  const ipc = useIpc();
  const client = useQueryClient();
  const [run, setRun] = useState<Run | null>(null);

  const follow = useCallback(
    async (task: RunTask, plan: ChangePlan, start: Progress, before: ChangeOutcome | null, ask: Ask) => {
      setRun({ at: 'working', task, plan, progress: start });
      const onEvent = (event: ChangeEvent) =>
        setRun((now) => (now?.at === 'working' ? { ...now, progress: progressReducer(now.progress, event) } : now));
      try {
        setRun({ at: 'done', task, outcome: await ask(onEvent), error: null });
      } catch (thrown) {
        const error = toIpcError(thrown);
        // What came of it so far is still true; the error stands beside it.
        if (before !== null) setRun({ at: 'done', task, outcome: before, error });
        else {
          setRun(null);
          onRefused(error);
        }
      } finally {
        void refreshAfterChange(client);
      }
    },
    [client, onRefused],
  );

  const acts = useMemo(
    () => ({
      apply: (plan: ChangePlan, confirmations: Confirmations) =>
        follow('apply', plan, startProgress(plan), null, (on) => ipc.applyChange(plan.id, confirmations, on)),
      goOn: (outcome: ChangeOutcome) =>
        follow('resume', outcome.plan, resumedProgress(outcome), outcome, (on) => ipc.resumeChange(outcome.id, on)),
      leaveOff: (outcome: ChangeOutcome) =>
        follow('leaveOff', outcome.plan, resumedProgress(outcome), outcome, () => ipc.leaveOffChange(outcome.id)),
      undo: (outcome: ChangeOutcome) =>
        follow('undo', outcome.plan, undoProgress(outcome), outcome, (on) => ipc.undoChange(outcome.id, on)),
      cancel: (id: string) => ipc.cancelChange(id),
      forget: () => setRun(null),
    }),
    [follow, ipc],
  );
  return { run, ...acts };
}
