import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Confirmations, ShareEvent, ShareOutcome, SharePlan } from '../../../ipc/bindings';
import { toIpcError, type IpcError } from '../../../ipc/error';
import { useIpc } from '../../../ipc/IpcProvider';
import { refreshAfterSharing } from '../../../ipc/reading';
import { progressReducer, startProgress, type Progress } from '../model/progress';

/** What the app is doing for a share. */
export type RunTask = 'share' | 'resume' | 'undo' | 'leaveOff';

/** A share that is being carried out, or what came of it. */
export type Run =
  | { readonly at: 'working'; readonly task: RunTask; readonly plan: SharePlan; readonly progress: Progress }
  | { readonly at: 'done'; readonly task: RunTask; readonly outcome: ShareOutcome; readonly error: IpcError | null };

interface Options {
  /** Called once the journal has the share. */
  onStarted: () => void;
  /** The share was refused before anything was written down. */
  onRefused: (error: IpcError) => void;
}

/** Carries a plan out and goes on with it: apply, resume, leave off, undo. */
export function useShareRun({ onStarted, onRefused }: Options) {
  const ipc = useIpc();
  const client = useQueryClient();
  const [run, setRun] = useState<Run | null>(null);

  const follow = useCallback(
    async (
      task: RunTask,
      plan: SharePlan,
      start: Progress,
      before: ShareOutcome | null,
      ask: (onEvent: (event: ShareEvent) => void) => Promise<ShareOutcome>,
    ) => {
      setRun({ at: 'working', task, plan, progress: start });
      const onEvent = (event: ShareEvent) => {
        if (event.kind === 'started') onStarted();
        setRun((now) => (now?.at === 'working' ? { ...now, progress: progressReducer(now.progress, event) } : now));
      };
      try {
        const outcome = await ask(onEvent);
        setRun({ at: 'done', task, outcome, error: null });
      } catch (thrown) {
        const error = toIpcError(thrown);
        // What came of it so far is still true; the error stands beside it.
        if (before !== null) setRun({ at: 'done', task, outcome: before, error });
        else {
          setRun(null);
          onRefused(error);
        }
      } finally {
        void refreshAfterSharing(ipc, client);
      }
    },
    [ipc, client, onRefused, onStarted],
  );

  const share = (plan: SharePlan, confirmations: Confirmations) =>
    follow('share', plan, startProgress(plan), null, (onEvent) => ipc.applyShare(plan.id, confirmations, onEvent));

  const goOn = (outcome: ShareOutcome) =>
    follow('resume', outcome.plan, resumed(outcome), outcome, (onEvent) => ipc.resumeShare(outcome.shareId, onEvent));

  const leaveOff = (outcome: ShareOutcome) =>
    follow('leaveOff', outcome.plan, resumed(outcome), outcome, () => ipc.leaveOff(outcome.shareId));

  const undo = (outcome: ShareOutcome) =>
    follow('undo', outcome.plan, { ...startProgress(outcome.plan), shareId: outcome.shareId }, outcome, (onEvent) =>
      ipc.undoShare(outcome.shareId, onEvent),
    );

  /** Rust has gone on with it by itself. */
  const wentOn = useCallback(
    (outcome: ShareOutcome) => {
      setRun({ at: 'done', task: 'share', outcome, error: null });
      void refreshAfterSharing(ipc, client);
    },
    [ipc, client],
  );

  const cancel = (shareId: string) => ipc.cancelShare(shareId);

  return { run, share, goOn, leaveOff, undo, wentOn, cancel };
}

/** What is shared already stays so on the bar; the rest waits for its turn again. */
function resumed(outcome: ShareOutcome): Progress {
  return {
    shareId: outcome.shareId,
    creating: null,
    states: Object.fromEntries(
      outcome.results.map(({ grant, state }) => [
        grant,
        state.kind === 'failed' ? { kind: 'waiting' as const } : state,
      ]),
    ),
  };
}
