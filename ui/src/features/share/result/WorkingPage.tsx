import { Check, CircleAlert, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../../../components/Announcer';
import { Badge } from '../../../components/Badge';
import { Button } from '../../../components/Button';
import { Page } from '../../../components/Page';
import { ProgressBar, ProgressList, ProgressRow } from '../../../components/Progress';
import { useAnnouncedProgress } from '../../../components/useAnnouncedProgress';
import type { GrantState } from '../../../ipc/bindings';
import { countProgress } from '../model/progress';
import { AccessAvatar } from '../../../components/guests/AccessAvatar';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import type { Run } from '../queries/useShareRun';
import styles from './Result.module.css';

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
              state={<StateWords state={state} />}
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
      {task !== 'undo' && task !== 'leaveOff' && <Cancel shareId={progress.shareId} onCancel={onCancel} />}
    </Page>
  );
}

/** Where a row is, in words; a badge when it is over. */
export function StateWords({ state }: { state: GrantState }) {
  const words = <FormattedMessage id={`share.state.${state.kind}`} />;
  switch (state.kind) {
    case 'shared':
      return (
        <Badge tone="good" icon={Check}>
          {words}
        </Badge>
      );
    case 'failed':
      return (
        <Badge tone="danger" icon={CircleAlert}>
          {words}
        </Badge>
      );
    case 'undone':
    case 'leftOff':
      return <Badge icon={Undo2}>{words}</Badge>;
    case 'waiting':
    case 'sharing':
    case 'readingBack':
      return words;
  }
}

function Cancel({ shareId, onCancel }: { shareId: string | null; onCancel: (shareId: string) => Promise<void> }) {
  const intl = useIntl();
  const announce = useAnnounce();
  const [wanted, setWanted] = useState(false);

  // Pressed before the journal has the share: it is stopped as soon as it has a name.
  useEffect(() => {
    if (!wanted || shareId === null) return;
    onCancel(shareId).catch(() => setWanted(false));
  }, [onCancel, shareId, wanted]);

  return (
    <div className={styles.cancel}>
      <Button
        busy={wanted}
        onClick={() => {
          setWanted(true);
          announce(intl.formatMessage({ id: 'share.working.cancelling' }));
        }}
      >
        <FormattedMessage id={wanted ? 'share.working.cancelling' : 'common.cancel'} />
      </Button>
      <span className={styles.meta}>
        <FormattedMessage id="share.working.cancelHint" />
      </span>
    </div>
  );
}
