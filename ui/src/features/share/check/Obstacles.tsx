import { CircleCheck, RefreshCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../../../components/Announcer';
import { Badge } from '../../../components/Badge';
import { Button } from '../../../components/Button';
import { Page } from '../../../components/Page';
import type { FolderCheck } from '../../../ipc/bindings';
import styles from './Check.module.css';
import { MissingSteps, stepsToTake } from './MissingSteps';
import { NotFromHereReason } from './NotFromHereReason';

interface ObstaclesProps {
  checks: readonly FolderCheck[];
  /** When the check was made, in milliseconds. */
  checkedAt: number;
  checking: boolean;
  onAgain: () => void;
  onGoOn: () => void;
  onChooseOther: () => void;
  onLeave: () => void;
}

/** What has to be done first and by whom, folder by folder. */
export function Obstacles(props: ObstaclesProps) {
  const { checks, checking, onAgain, onGoOn, onChooseOther, onLeave } = props;
  const intl = useIntl();
  const ready = checks.filter((check) => check.readiness.kind === 'ready');
  useSayStillMissing(props.checkedAt);
  return (
    <Page {...useTitle(checks, ready.length)}>
      <ul className={styles.cards}>
        {checks.map((check) => (
          <li key={check.dropped.path} className={styles.card}>
            {checks.length > 1 && <h2 className={styles.name}>{check.dropped.name}</h2>}
            <p className={styles.path}>{check.dropped.path}</p>
            <Obstacle check={check} below={checks.length > 1 ? 'h2' : 'h1'} />
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <Button variant={ready.length > 0 ? 'default' : 'primary'} icon={RefreshCw} busy={checking} onClick={onAgain}>
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

function Obstacle({ check: { readiness, dropped, location }, below }: ObstacleProps) {
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
      return (
        <MissingSteps steps={readiness.steps} path={dropped.path} storage={location?.storage ?? null} below={below} />
      );
    case 'notFromHere':
      return <NotFromHereReason reason={readiness.reason} path={dropped.path} storage={location?.storage ?? null} />;
  }
}

function useTitle(checks: readonly FolderCheck[], ready: number): { title: string; lead?: string } {
  const intl = useIntl();
  const [only] = checks;
  if (checks.length > 1 || only === undefined) {
    return {
      title: intl.formatMessage(
        { id: ready > 0 ? 'share.check.mixedTitle' : 'share.check.noneTitle' },
        { ready, count: checks.length },
      ),
      lead: intl.formatMessage({ id: ready > 0 ? 'share.check.mixedLead' : 'share.check.noneLead' }),
    };
  }
  const { name } = only.dropped;
  if (only.readiness.kind !== 'oneStepFirst')
    return { title: intl.formatMessage({ id: 'share.check.notTitle' }, { name }) };
  const count = stepsToTake(only.readiness.steps).length;
  return {
    title: intl.formatMessage({ id: 'share.check.stepTitle' }, { count }),
    lead: intl.formatMessage({ id: 'share.check.stepLead' }, { count, name }),
  };
}

/** A second look that finds the same would otherwise change nothing on the page. */
function useSayStillMissing(checkedAt: number): void {
  const announce = useAnnounce();
  const text = useIntl().formatMessage({ id: 'share.check.stillMissing' });
  const first = useRef(checkedAt);
  useEffect(() => {
    if (checkedAt !== first.current) announce(text);
  }, [announce, checkedAt, text]);
}
