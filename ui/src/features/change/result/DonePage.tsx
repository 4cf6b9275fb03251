import { useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { GuestListCard } from '../../../components/GuestList';
import { Page, Section } from '../../../components/Page';
import { useMoments } from '../../../components/useMoments';
import { WindowedItems } from '../../../components/WindowedItems';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { ChangeOutcome } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import { useTimeZone } from '../../../time/Clock';
import { actOf } from '../model/act';
import { countResults, resultsOf } from '../model/outcome';
import { sortOut } from '../model/rows';
import type { RunTask } from '../queries/useChangeRun';
import { CannotList } from '../review/Impossible';
import { Remains } from '../review/Sentence';
import { NextSteps } from './NextSteps';
import styles from './Result.module.css';
import { ResultRow } from './ResultRow';

export interface DonePageProps {
  outcome: ChangeOutcome;
  task: RunTask;
  /** Why the last thing that was asked for did not work. */
  error: IpcError | null;
  onRetry: () => void;
  onLeaveOff: () => void;
  onUndo: () => void;
  /** Plans the same again; null where it is not known any more what was asked for. */
  onLookAgain: (() => void) | null;
}

/** What came of it, read back from Globus; what failed, and what to do about it. */
export function DonePage(props: DonePageProps) {
  const { outcome, error, task } = props;
  const intl = useIntl();
  const frame = useRef<HTMLUListElement>(null);
  const results = resultsOf(outcome);
  const problem = error ?? outcome.stoppedBy;
  return (
    <Page title={useTitle(outcome)} lead={<Checked outcome={outcome} task={task} />}>
      {problem !== null && <ErrorCard error={problem} />}
      <NextSteps {...props} />
      <GuestListCard label={intl.formatMessage({ id: 'change.done.list' })} listRef={frame}>
        <WindowedItems items={results} keyOf={({ row }) => row.id} estimate={89} frame={frame}>
          {(result, item) => <ResultRow result={result} item={item} verified={outcome.verifiedAt !== null} />}
        </WindowedItems>
      </GuestListCard>
      <WhatRemains outcome={outcome} />
    </Page>
  );
}

function useTitle({ plan, ...outcome }: ChangeOutcome): string {
  const intl = useIntl();
  const { done, wanted } = countResults(resultsOf({ plan, ...outcome }));
  const act = actOf(plan.action, plan.rows);
  if (done === 0 && unsure({ plan, ...outcome })) return intl.formatMessage({ id: 'change.done.titleUnsure' });
  if (done === 0) return intl.formatMessage({ id: 'change.done.titleNone' }, { act });
  if (done === wanted) return intl.formatMessage({ id: 'change.done.titleAll' }, { act, count: done });
  return intl.formatMessage({ id: 'change.done.titleSome' }, { act, done, total: wanted });
}

/** Some request got no answer, and no list has told since what came of it. */
function unsure({ verifiedAt, states }: ChangeOutcome): boolean {
  const lost = states.some(
    (state) => state.kind === 'failed' && state.error.code === 'Timeout' && state.error.outcomeUnknown,
  );
  return lost && verifiedAt === null;
}

/** Never more than what Globus's own list has shown. */
function Checked({ outcome: { verifiedAt }, task }: Pick<DonePageProps, 'outcome' | 'task'>) {
  const { time } = useMoments(useTimeZone());
  if (verifiedAt !== null) return <FormattedMessage id="change.done.checked" values={{ time: time(verifiedAt) }} />;
  return <FormattedMessage id={task === 'leaveOff' ? 'change.done.leftOff' : 'change.done.notChecked'} />;
}

/** After something ended: other ways in, and what could not be ended here. */
function WhatRemains({ outcome }: { outcome: ChangeOutcome }) {
  const intl = useIntl();
  const { plan } = outcome;
  if (plan.action.kind !== 'stop') return null;
  const { impossible } = sortOut(plan.rows);
  const kept = resultsOf(outcome).filter(({ row, state }) => state.kind === 'done' && row.remains.length > 0);
  if (impossible.length === 0 && kept.length === 0) return null;
  return (
    <Section title={<FormattedMessage id="change.done.remains" />}>
      <div className={styles.stack}>
        {kept.length > 0 && (
          <ul className={styles.card} aria-label={intl.formatMessage({ id: 'change.done.remains' })}>
            {kept.map(({ row }) => (
              <li key={row.id} className={styles.remain}>
                <FormattedMessage id="change.folder" values={{ name: row.name }} />
                <Remains row={row} whole />
              </li>
            ))}
          </ul>
        )}
        {impossible.length > 0 && (
          <div className={styles.card}>
            <CannotList rows={impossible} />
          </div>
        )}
      </div>
    </Section>
  );
}
