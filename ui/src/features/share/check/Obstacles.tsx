import { CircleCheck, LifeBuoy, RefreshCw } from 'lucide-react';
import { useState, type ComponentProps } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Badge } from '../../../components/Badge';
import { Banner } from '../../../components/Banner';
import { Button } from '../../../components/Button';
import { Disclosure } from '../../../components/Disclosure';
import { Page } from '../../../components/Page';
import { demandOf } from '../../../consent/demand';
import { ErrorCard } from '../../../errors/ErrorCard';
import { folderPath } from '../../../files/folderName';
import type { FolderCheck } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import styles from './Check.module.css';
import { Checklist } from './Checklist';
import { canBeCopied, CopyOffer } from './CopyOffer';
import { isReady } from './isReady';
import { MissingSteps } from './MissingSteps';
import { NotFromHereReason } from './NotFromHereReason';
import { PurgeNote } from './PurgeNote';
import { RequestText } from './RequestText';
import { useChecklistNews } from './useChecklistNews';

interface ObstaclesProps {
  checks: readonly FolderCheck[];
  /** When the check was made, in milliseconds. */
  checkedAt: number;
  checking: boolean;
  /** Why the last look failed; what is shown is from before it. */
  problem: IpcError | null;
  /** The last look was not asked for: the person came back to the window. */
  byItself: boolean;
  onAgain: () => void;
  onGoOn: () => void;
  onChooseOther: () => void;
  onLeave: () => void;
}

/** What has to be done first and by whom, folder by folder. */
export function Obstacles(props: ObstaclesProps) {
  const { checks, checking, problem, byItself, onAgain, onGoOn, onChooseOther, onLeave } = props;
  const intl = useIntl();
  const ready = checks.filter(isReady);
  useChecklistNews(checks, props.checkedAt, !byItself);
  return (
    <Page {...useTitle(checks, ready.length)}>
      {problem !== null && (byItself ? <NotLookedAt problem={problem} /> : <ErrorCard error={problem} />)}
      <ul className={styles.cards}>
        {checks.map((check) => (
          <li key={check.dropped.path} className={styles.card}>
            {checks.length > 1 && <h2 className={styles.name}>{check.dropped.name}</h2>}
            <p className={styles.path}>{folderPath(check.dropped.path)}</p>
            <PurgeNote check={check} />
            <Obstacle check={check} below={checks.length > 1 ? 'h2' : 'h1'} />
            {canBeCopied(check) && <CopyOffer check={check} several={checks.length > 1} />}
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <Button
          variant={ready.length > 0 || checks.some(mayBeMapped) ? 'default' : 'primary'}
          icon={RefreshCw}
          busy={checking}
          onClick={onAgain}
        >
          <FormattedMessage id="share.check.again" />
        </Button>
        {ready.length > 0 && (
          <Button variant="primary" onClick={onGoOn}>
            {intl.formatMessage(
              { id: 'share.check.goOn' },
              { count: ready.length, name: ready[0]?.dropped.name ?? '' },
            )}
          </Button>
        )}
        <Button onClick={onChooseOther}>
          <FormattedMessage id="share.check.chooseOther" />
        </Button>
        <Button variant="quiet" onClick={onLeave}>
          <FormattedMessage id="common.cancel" />
        </Button>
      </div>
    </Page>
  );
}

interface ObstacleProps {
  check: FolderCheck;
  below: 'h1' | 'h2';
}

/** Why the ticks may be old. The button that looks again stands below. */
function NotLookedAt({ problem }: { problem: IpcError }) {
  const intl = useIntl();
  const lead = demandOf(problem) === null ? 'checklist.again.failedLead' : 'checklist.again.signIn';
  return (
    <Banner title={intl.formatMessage({ id: 'checklist.again.failed' })}>{intl.formatMessage({ id: lead })}</Banner>
  );
}

function Obstacle({ check: { readiness, dropped, location, checklist }, below }: ObstacleProps) {
  const storage = location?.storage ?? null;
  if (checklist !== null) {
    return (
      <>
        <Checklist {...{ checklist, storage, below }} path={dropped.path} />
        {readiness.kind !== 'ready' && <OtherWays {...{ checklist, storage, below }} path={dropped.path} />}
      </>
    );
  }
  switch (readiness.kind) {
    case 'ready':
      return (
        <div>
          <Badge tone="good" icon={CircleCheck}>
            <FormattedMessage id="share.check.ready" />
          </Badge>
        </div>
      );
    case 'oneStepFirst':
      return <MissingSteps steps={readiness.steps} path={dropped.path} storage={storage} below={below} />;
    case 'notFromHere':
      return <NotFromHereReason reason={readiness.reason} path={dropped.path} storage={storage} />;
  }
}

/** Where the checklist can't be finished: what leads to the guests without it. */
function OtherWays({ checklist, path, storage, below }: ComponentProps<typeof Checklist>) {
  const intl = useIntl();
  const [open, setOpen] = useState(false);
  return (
    <Disclosure
      icon={LifeBuoy}
      title={intl.formatMessage({ id: 'checklist.other' })}
      heading={below === 'h1' ? 'h2' : 'h3'}
      open={open}
      onToggle={setOpen}
    >
      <RequestText kind="computer" {...{ checklist, path, storage }} />
    </Disclosure>
  );
}

/** On a network drive that the person can show on its storage: a step, and no refusal. */
function mayBeMapped({ readiness }: FolderCheck): boolean {
  return readiness.kind === 'notFromHere' && readiness.reason.kind === 'networkDrive' && readiness.reason.canCompare;
}

function useTitle(checks: readonly FolderCheck[], ready: number): { title: string; lead?: string } {
  const intl = useIntl();
  const [only] = checks;
  const count = checks.length;
  const name = only?.dropped.name ?? '';
  if (ready === count) {
    return {
      title: intl.formatMessage({ id: 'checklist.readyTitle' }, { name, count }),
      lead: intl.formatMessage({ id: 'checklist.readyLead' }),
    };
  }
  if (count > 1 || only === undefined) {
    return {
      title: intl.formatMessage(
        { id: ready > 0 ? 'share.check.mixedTitle' : 'share.check.noneTitle' },
        { ready, count },
      ),
      lead: intl.formatMessage({ id: ready > 0 ? 'share.check.mixedLead' : 'share.check.noneLead' }),
    };
  }
  if (only.checklist !== null) {
    return {
      title: intl.formatMessage({ id: 'checklist.title' }),
      lead: intl.formatMessage({ id: 'checklist.lead' }, { name, count }),
    };
  }
  if (mayBeMapped(only)) {
    return { title: intl.formatMessage({ id: 'share.check.stepTitle' }, { count: 1, name }) };
  }
  if (only.readiness.kind !== 'oneStepFirst') {
    return { title: intl.formatMessage({ id: 'share.check.notTitle' }, { name }) };
  }
  const steps = { count: only.readiness.steps.length, name };
  return {
    title: intl.formatMessage({ id: 'share.check.stepTitle' }, steps),
    lead: intl.formatMessage({ id: 'share.check.stepLead' }, steps),
  };
}
