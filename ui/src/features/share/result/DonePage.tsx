import { FormattedMessage, useIntl } from 'react-intl';
import { GuestListCard } from '../../../components/GuestList';
import { Page } from '../../../components/Page';
import { DirectLinks } from '../../../directLinks/DirectLinks';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { ShareOutcome } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import { byGuest, countOutcome } from '../model/outcome';
import { useMoments } from '../../../components/useMoments';
import { LinkCard } from './LinkCard';
import { MessageCard } from './MessageCard';
import { NextSteps } from './NextSteps';
import styles from './Result.module.css';
import { ResultRow } from './ResultRow';

export interface DonePageProps {
  outcome: ShareOutcome;
  /** Why the last thing that was asked for did not work. */
  error: IpcError | null;
  message: string;
  onRetry: () => void;
  onLeaveOff: () => void;
  onUndo: () => void;
  onManage: () => void;
}

/** What came of it, read back from Globus; what failed, and what to do about it. */
export function DonePage(props: DonePageProps) {
  const { outcome, error } = props;
  const intl = useIntl();
  const { shared } = countOutcome(outcome);
  const open = outcome.plan.folders.flatMap((folder, index) => {
    const link = outcome.links[index] ?? null;
    const used = shared.some((result) =>
      outcome.plan.grants.some((grant) => grant.id === result.grant && grant.folder === index),
    );
    return link !== null && used ? [{ name: folder.name, link }] : [];
  });
  const problem = error ?? outcome.stoppedBy;
  return (
    <Page title={useTitle(outcome)} lead={<ReadBack outcome={outcome} />}>
      {problem !== null && <ErrorCard error={problem} />}
      <GuestListCard label={intl.formatMessage({ id: 'share.done.list' })}>
        {outcome.results.map((result) => (
          <ResultRow key={result.grant} result={result} outcome={outcome} />
        ))}
      </GuestListCard>
      <NextSteps {...props} />
      {open.length > 0 && (
        <div className={styles.stack}>
          {open.map(({ name, link }) => (
            <LinkCard key={link} link={link} name={name} several={open.length > 1} />
          ))}
          {open.map(({ name, link }) => (
            <DirectLinks key={link} address={link} name={name} />
          ))}
          <MessageCard outcome={outcome} guests={byGuest(shared)} message={props.message} onManage={props.onManage} />
        </div>
      )}
    </Page>
  );
}

function useTitle(outcome: ShareOutcome): string {
  const intl = useIntl();
  const { shared, undone, wanted } = countOutcome(outcome);
  const name = intl.formatList(
    outcome.plan.folders.map((folder) => folder.name),
    { type: 'conjunction' },
  );
  const count = outcome.plan.folders.length;
  if (undone.length > 0 && shared.length === 0)
    return intl.formatMessage({ id: 'share.done.titleUndone' }, { name, count });
  if (shared.length === 0) return intl.formatMessage({ id: 'share.done.titleNone' }, { name, count });
  if (shared.length === wanted) return intl.formatMessage({ id: 'share.done.titleAll' }, { name, count });
  return intl.formatMessage({ id: 'share.done.titleSome' }, { name, count, shared: shared.length, total: wanted });
}

/** Never more than what Globus's own list has shown. */
function ReadBack({ outcome }: { outcome: ShareOutcome }) {
  const { time } = useMoments(outcome.plan.timeZone);
  const { shared, failed, undone, unfinished } = countOutcome(outcome);
  if (undone.length > 0 && shared.length === 0) return <FormattedMessage id="share.done.undone" />;
  if (outcome.verifiedAt === null) return <FormattedMessage id="share.done.notReadBack" />;
  return (
    <FormattedMessage
      id="share.done.readBack"
      values={{
        time: time(outcome.verifiedAt),
        shared: shared.length,
        failed: failed.length + unfinished.length,
      }}
    />
  );
}
