import { useEffect, useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../../../components/Announcer';
import { Button } from '../../../components/Button';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import { Page } from '../../../components/Page';
import { ProgressBar, ProgressList, ProgressRow } from '../../../components/Progress';
import { useAnnouncedProgress } from '../../../components/useAnnouncedProgress';
import { WindowedItems } from '../../../components/WindowedItems';
import { actOf } from '../model/act';
import { countProgress } from '../model/progress';
import type { Run } from '../queries/useChangeRun';
import { RowFace } from '../review/RowFace';
import styles from './Result.module.css';
import { StateWords } from './StateWords';

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
      {(task === 'apply' || task === 'resume') && <Cancel id={progress.id} onCancel={onCancel} />}
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
              state={<StateWords state={state} />}
              active={state.kind === 'working' || state.kind === 'readingBack'}
            />
          )}
        </WindowedItems>
      </ProgressList>
    </Page>
  );
}

function Cancel({ id, onCancel }: { id: string | null; onCancel: (id: string) => Promise<void> }) {
  const intl = useIntl();
  const announce = useAnnounce();
  const [wanted, setWanted] = useState(false);

  // Pressed before the journal has the change: it is stopped as soon as it has a name.
  useEffect(() => {
    if (!wanted || id === null) return;
    onCancel(id).catch(() => setWanted(false));
  }, [onCancel, id, wanted]);

  return (
    <div className={styles.line}>
      <Button
        busy={wanted}
        onClick={() => {
          setWanted(true);
          announce(intl.formatMessage({ id: 'change.working.cancelling' }));
        }}
      >
        <FormattedMessage id={wanted ? 'change.working.cancelling' : 'common.cancel'} />
      </Button>
      <span className={styles.meta}>
        <FormattedMessage id={id === null ? 'change.working.starting' : 'change.working.cancelHint'} />
      </span>
    </div>
  );
}
