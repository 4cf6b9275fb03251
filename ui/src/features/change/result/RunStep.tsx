import { useState } from 'react';
import { ConsentStep } from '../../../consent/ConsentStep';
import { demandOf } from '../../../consent/demand';
import type { useChangeRun } from '../queries/useChangeRun';
import { DonePage } from './DonePage';
import { WorkingPage } from './WorkingPage';

interface RunStepProps {
  change: ReturnType<typeof useChangeRun>;
  onLookAgain: (() => void) | null;
}

/** Working, a sign-in that Globus wants half-way, and what came of it. */
export function RunStep({ change, onLookAgain }: RunStepProps) {
  const { run } = change;
  // A sign-in that was put off is offered again by Retry, and not before.
  const [putOff, setPutOff] = useState<unknown>(null);
  const [signedIn, setSignedIn] = useState(false);

  if (run === null) return null;
  if (run.at === 'working') return <WorkingPage run={run} onCancel={change.cancel} />;

  const { outcome, task, error } = run;
  const stop = error ?? outcome.stoppedBy;
  const demand = demandOf(stop);
  const goOn = () => {
    // An undo that was refused has not begun: it is asked for again, where a change is gone on with.
    if (task === 'undo' && error !== null) void change.undo(outcome);
    else if (task === 'leaveOff' && error !== null) void change.leaveOff(outcome);
    else void change.goOn(outcome);
  };
  if (demand !== null && putOff !== stop) {
    return (
      <ConsentStep
        midway
        demand={demand}
        again={signedIn}
        onCancel={() => setPutOff(stop)}
        onDone={() => {
          setSignedIn(true);
          goOn();
        }}
      />
    );
  }
  return (
    <DonePage
      {...{ outcome, task, error, onLookAgain }}
      onRetry={() => {
        setPutOff(null);
        setSignedIn(false);
        void change.goOn(outcome);
      }}
      onLeaveOff={() => void change.leaveOff(outcome)}
      onUndo={() => void change.undo(outcome)}
    />
  );
}
