import { useState } from 'react';
import { ConsentStep } from '../../../consent/ConsentStep';
import { demandOf } from '../../../consent/demand';
import type { useShareRun } from '../queries/useShareRun';
import { AfterCopyPage } from './AfterCopyPage';
import { DonePage } from './DonePage';
import { WorkingPage } from './WorkingPage';

interface ResultStepProps {
  share: ReturnType<typeof useShareRun>;
  /** The person's own words to the guests. */
  message: string;
  onManage: () => void;
}

/** Working, a sign-in that Globus wants half-way, and what came of it. */
export function ResultStep({ share, message, onManage }: ResultStepProps) {
  const { run } = share;
  // A sign-in that was put off is offered again by Retry, and not before.
  const [putOff, setPutOff] = useState<unknown>(null);
  const [signedIn, setSignedIn] = useState(false);

  if (run === null) return null;
  if (run.at === 'working') return <WorkingPage run={run} onCancel={share.cancel} />;

  const { outcome, task } = run;
  const stop = run.error ?? outcome.stoppedBy;
  const demand = demandOf(stop);
  const goOn = () => {
    if (task === 'undo') void share.undo(outcome);
    else void share.goOn(outcome);
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
  if (outcome.waitsFor != null) {
    return (
      <AfterCopyPage
        outcome={outcome}
        error={run.error}
        onWentOn={share.wentOn}
        onLeaveOff={() => void share.leaveOff(outcome)}
      />
    );
  }
  return (
    <DonePage
      outcome={outcome}
      error={run.error}
      message={message}
      onRetry={() => {
        setPutOff(null);
        setSignedIn(false);
        void share.goOn(outcome);
      }}
      onLeaveOff={() => void share.leaveOff(outcome)}
      onUndo={() => void share.undo(outcome)}
      onManage={onManage}
    />
  );
}
