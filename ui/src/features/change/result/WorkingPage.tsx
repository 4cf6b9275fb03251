import { useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import { Page } from '../../../components/Page';
import { ProgressBar, ProgressList, ProgressRow } from '../../../components/Progress';
import { CancelRun } from '../../../components/run/CancelRun';
import styles from '../../../components/run/Run.module.css';
import { StateBadge } from '../../../components/run/StateBadge';
import { useAnnouncedProgress } from '../../../components/useAnnouncedProgress';
import { WindowedItems } from '../../../components/WindowedItems';
import { actOf } from '../model/act';
import { countProgress } from '../model/progress';
import type { Run } from '../queries/useChangeRun';
import { RowFace } from '../review/RowFace';

interface WorkingPageProps {
  run: Run & { at: 'working' };
  onCancel: (id: string) => Promise<void>;
}

/** A change while it is carried out. Leaving the page does not stop it. */
export function WorkingPage({ run, onCancel }: WorkingPageProps) {
  const intl = useIntl();
  const frame = useRef<HTMLUListElement>(null);
  const { nameOf } = useAccessWords();
  const { plan, progress, task } = run;
  const { done, total } = countProgress(progress);
  useAnnouncedProgress(done, intl.formatMessage({ id: 'change.working.announce' }, { done, total }));
  const act = task === 'undo' ? 'undo' : actOf(plan.action, plan.rows);
  const rows = plan.rows.flatMap((row) => {
    const state = progress.states.get(row.id);
    return state === undefined ? [] : [{ row, state }];
  });
  return (
    <Page
      title={intl.formatMessage({ id: 'change.working.title' }, { act })}
      lead={<FormattedMessage id="change.working.lead" />}
    >
      {/* Before the list: it stays in sight however many rows there are. */}
      <ProgressBar label={intl.formatMessage({ id: 'change.working.bar' })} done={done} total={total} />
      {(task === 'apply' || task === 'resume') && (
        <CancelRun id={progress.id} onCancel={onCancel}>
          <FormattedMessage id={progress.id === null ? 'change.working.starting' : 'change.working.cancelHint'} />
        </CancelRun>
      )}
      <ProgressList label={intl.formatMessage({ id: 'change.working.list' })} ref={frame}>
        <WindowedItems items={rows} keyOf={({ row }) => row.id} estimate={57} frame={frame}>
          {({ row, state }, props) => (
            <ProgressRow
              {...props}
              avatar={<RowFace row={row} />}
              name={
                <>
                  {nameOf(row.access)}
                  <span className={styles.folder}>{row.name}</span>
                </>
              }
              state={
                <StateBadge kind={state.kind}>
                  <FormattedMessage id={`change.state.${state.kind}`} />
                </StateBadge>
              }
              active={state.kind === 'working' || state.kind === 'readingBack'}
            />
          )}
        </WindowedItems>
      </ProgressList>
    </Page>
  );
}
