import { FormattedMessage, useIntl } from 'react-intl';
import { Page } from '../../../components/Page';
import { ProgressBar, ProgressList, ProgressRow } from '../../../components/Progress';
import { useAnnouncedProgress } from '../../../components/useAnnouncedProgress';
import { CancelRun } from '../../../components/run/CancelRun';
import styles from '../../../components/run/Run.module.css';
import { StateBadge } from '../../../components/run/StateBadge';
import { countProgress } from '../model/progress';
import { AccessAvatar } from '../../../components/guests/AccessAvatar';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import type { Run } from '../queries/useShareRun';

interface WorkingPageProps {
  run: Run & { at: 'working' };
  onCancel: (shareId: string) => Promise<void>;
}

/** A share while it is carried out. Leaving the page does not stop it. */
export function WorkingPage({ run, onCancel }: WorkingPageProps) {
  const intl = useIntl();
  const { nameOf } = useAccessWords();
  const { plan, progress, task } = run;
  const { done, total } = countProgress(progress);
  const folders = intl.formatList(
    plan.folders.map((folder) => folder.name),
    { type: 'conjunction' },
  );
  const creating = progress.creating === null ? null : (plan.folders[progress.creating]?.name ?? null);
  useAnnouncedProgress(done, intl.formatMessage({ id: 'share.working.announce' }, { done, total }));
  return (
    <Page
      title={intl.formatMessage(
        { id: task === 'undo' ? 'share.working.undoTitle' : 'share.working.title' },
        { name: folders },
      )}
      lead={<FormattedMessage id="share.working.lead" />}
    >
      <ProgressList label={intl.formatMessage({ id: 'share.working.list' })}>
        {plan.grants.map((grant) => {
          const state = progress.states[grant.id] ?? { kind: 'waiting' as const };
          const folder = plan.folders.length > 1 ? plan.folders[grant.folder]?.name : undefined;
          return (
            <ProgressRow
              key={grant.id}
              avatar={<AccessAvatar access={grant.access} />}
              name={
                <>
                  {nameOf(grant.access)}
                  {folder !== undefined && <span className={styles.folder}>{folder}</span>}
                </>
              }
              state={
                <StateBadge kind={state.kind}>
                  <FormattedMessage id={`share.state.${state.kind}`} />
                </StateBadge>
              }
              active={state.kind === 'sharing' || state.kind === 'readingBack'}
            />
          );
        })}
      </ProgressList>
      <ProgressBar label={intl.formatMessage({ id: 'share.working.bar' })} done={done} total={total} />
      <p className={styles.meta}>
        {creating !== null ? (
          <FormattedMessage id="share.working.creating" values={{ name: creating }} />
        ) : (
          progress.shareId === null && <FormattedMessage id="share.working.starting" />
        )}
      </p>
      {task !== 'undo' && task !== 'leaveOff' && (
        <CancelRun id={progress.shareId} onCancel={onCancel}>
          <FormattedMessage id="share.working.cancelHint" />
        </CancelRun>
      )}
    </Page>
  );
}
