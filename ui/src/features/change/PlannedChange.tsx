import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../components/Button';
import { Page } from '../../components/Page';
import { Spinner } from '../../components/Spinner';
import { ConsentStep } from '../../consent/ConsentStep';
import { demandOf } from '../../consent/demand';
import { ErrorCard } from '../../errors/ErrorCard';
import type { ChangeAction, ChangeTargets } from '../../ipc/bindings';
import type { IpcError } from '../../ipc/error';
import { useIpc } from '../../ipc/IpcProvider';
import { useBackStep } from '../../navigation/backStep';
import { useChangeRun } from './queries/useChangeRun';
import { RunStep } from './result/RunStep';
import styles from './review/Review.module.css';
import { ReviewPage } from './review/ReviewPage';

interface PlannedChangeProps {
  targets: ChangeTargets;
  action: ChangeAction;
  backLabel: string;
  onBack: () => void;
}

/** Plans, shows what will happen, carries it out, and says what came of it. */
export function PlannedChange({ targets, action, backLabel, onBack }: PlannedChangeProps) {
  const ipc = useIpc();
  const [refused, setRefused] = useState<IpcError | null>(null);
  // A sign-in that was put off is offered again when the person tries again, and not before.
  const [putOff, setPutOff] = useState<IpcError | null>(null);
  const [signedIn, setSignedIn] = useState(false);
  const [haveCopy, setHaveCopy] = useState(false);
  const change = useChangeRun(useCallback((error: IpcError) => setRefused(error), []));
  const plan = useQuery({
    queryKey: ['changePlan', targets, action],
    queryFn: () => ipc.planChange(targets, action),
    // A plan is for one look and one go.
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  });
  useBackStep(backLabel, onBack);

  function lookAgain() {
    change.forget();
    setRefused(null);
    setPutOff(null);
    void plan.refetch();
  }

  function apply(copy: boolean) {
    if (plan.data === undefined) return;
    setHaveCopy(copy);
    setRefused(null);
    void change.apply(plan.data, {
      haveCopy: copy ? plan.data.ticks.flatMap((tick) => (tick.kind === 'haveCopy' ? [tick.grant] : [])) : [],
      typedNames: [],
    });
  }

  if (change.run !== null) return <RunStep change={change} onLookAgain={lookAgain} />;
  if (plan.isFetching) return <Planning />;

  const stop = refused ?? plan.error;
  const demand = demandOf(stop);
  if (demand !== null && putOff !== stop) {
    return (
      <ConsentStep
        demand={demand}
        again={signedIn}
        onCancel={() => setPutOff(stop)}
        onDone={() => {
          setSignedIn(true);
          if (refused === null) void plan.refetch();
          else apply(haveCopy);
        }}
      />
    );
  }
  if (plan.data === undefined || plan.error !== null) {
    return <NotPlanned error={plan.error} onAgain={lookAgain} onBack={onBack} />;
  }
  return <ReviewPage plan={plan.data} error={refused} onBack={onBack} onLookAgain={lookAgain} onGo={apply} />;
}

/** Calm: three empty rows where the sentences will be. */
function Planning() {
  const intl = useIntl();
  return (
    <Page title={intl.formatMessage({ id: 'change.planningTitle' })}>
      <div className={styles.planning}>
        <p role="status" className={styles.ticksLeft}>
          <Spinner /> <FormattedMessage id="change.planning" />
        </p>
        {[0, 1, 2].map((row) => (
          <div key={row} className={styles.skeleton} aria-hidden="true" />
        ))}
      </div>
    </Page>
  );
}

function NotPlanned({ error, onAgain, onBack }: { error: IpcError | null; onAgain: () => void; onBack: () => void }) {
  const intl = useIntl();
  return (
    <Page title={intl.formatMessage({ id: 'change.failedTitle' })}>
      {error !== null && (
        <ErrorCard error={error}>
          <Button size="small" onClick={onAgain}>
            <FormattedMessage id="common.tryAgain" />
          </Button>
        </ErrorCard>
      )}
      <div>
        <Button onClick={onBack}>
          <FormattedMessage id="change.back" />
        </Button>
      </div>
    </Page>
  );
}
