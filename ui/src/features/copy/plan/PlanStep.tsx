import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { Page } from '../../../components/Page';
import { Spinner } from '../../../components/Spinner';
import { ConsentStep } from '../../../consent/ConsentStep';
import { demandOf } from '../../../consent/demand';
import { useSetCopy } from '../../../copies/queries';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { Copy } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { useBackStep } from '../../../navigation/backStep';
import type { PickedFolder } from '../../../storage/picked';
import { copyPlanQuery, usePaused } from './copyPlan';
import styles from './Plan.module.css';
import { PlanPage } from './PlanPage';
import { useSize } from './useSize';

interface PlanStepProps {
  source: string;
  sourceName: string;
  place: PickedFolder;
  name: string;
  setName: (name: string) => void;
  /** Back to the choice of a place. */
  onChoose: () => void;
  onStarted: (copy: Copy) => void;
}

/** Looks at what a copy would do, asks for what Globus wants first, and begins it. */
export function PlanStep({ source, sourceName, place, name, setName, onChoose, onStarted }: PlanStepProps) {
  const intl = useIntl();
  const ipc = useIpc();
  const setCopy = useSetCopy();
  const [asked, setAsked] = useState(0);
  const request = { source, destination: place.address, name: name.trim() };
  const paused = usePaused(request.name);
  const plan = useQuery(copyPlanQuery(ipc, { ...request, name: paused }));
  const size = useSize(source);
  const start = useMutation({
    mutationFn: () => ipc.startCopy(request, null),
    onSuccess: (copy) => {
      setCopy(copy);
      onStarted(copy);
    },
  });
  useBackStep(intl.formatMessage({ id: 'storage.destinationTitle' }), onChoose);

  const failed = start.error ?? plan.error;
  const demand = demandOf(failed);
  if (demand !== null) {
    return (
      <ConsentStep
        key={asked}
        demand={demand}
        again={asked > 0}
        onCancel={onChoose}
        onDone={() => {
          setAsked((before) => before + 1);
          if (start.error === null) void plan.refetch();
          else start.mutate();
        }}
      />
    );
  }
  if (plan.data === undefined) {
    return (
      <Page
        title={intl.formatMessage(
          { id: plan.error ? 'copy.plan.failedTitle' : 'copy.plan.title' },
          { name: sourceName },
        )}
      >
        {plan.error ? (
          <ErrorCard error={plan.error}>
            <Button size="small" busy={plan.isFetching} onClick={() => void plan.refetch()}>
              <FormattedMessage id="common.tryAgain" />
            </Button>
            <Button size="small" onClick={onChoose}>
              <FormattedMessage id="copy.plan.change" />
            </Button>
          </ErrorCard>
        ) : (
          <p role="status" className={styles.working}>
            <Spinner /> <FormattedMessage id="copy.plan.looksTitle" values={{ name: sourceName }} />
          </p>
        )}
      </Page>
    );
  }
  return (
    <PlanPage
      {...{ name, setName, size, onChoose }}
      plan={plan.data}
      // What is shown belongs to another name as long as the answer for this one is not there.
      looking={plan.isFetching || paused !== request.name}
      starting={start.isPending}
      error={start.error ?? plan.error}
      onAgain={() => void plan.refetch()}
      onStart={() => start.mutate()}
    />
  );
}
