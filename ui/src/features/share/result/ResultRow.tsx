import { FormattedMessage, useIntl } from 'react-intl';
import { GuestRow } from '../../../components/GuestList';
import { errorWords } from '../../../errors/words';
import type { GrantResult, ShareOutcome } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import { AccessAvatar } from '../../../components/guests/AccessAvatar';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import { useMoments } from '../../../components/useMoments';
import { EndsCell } from '../../../components/run/EndsCell';
import styles from '../../../components/run/Run.module.css';
import { StateBadge } from '../../../components/run/StateBadge';

/** One guest at the end. The row that failed is the only coloured one. */
export function ResultRow({ result, outcome }: { result: GrantResult; outcome: ShareOutcome }) {
  const { nameOf } = useAccessWords();
  const failed = result.state.kind === 'failed';
  const folder = outcome.plan.grants.find((grant) => grant.id === result.grant)?.folder;
  const folderName =
    outcome.plan.folders.length > 1 && folder !== undefined ? outcome.plan.folders[folder]?.name : null;
  return (
    <GuestRow
      avatar={<AccessAvatar access={result.access} />}
      name={nameOf(result.access)}
      lines={[
        ...(folderName == null ? [] : [folderName]),
        <span key="line" className={failed ? styles.failed : undefined}>
          <Line result={result} outcome={outcome} />
        </span>,
      ]}
      level={
        <span className={styles.state}>
          <StateBadge kind={result.state.kind}>
            <FormattedMessage id={`share.state.${result.state.kind}`} />
          </StateBadge>
        </span>
      }
      narrowLevel
      date={
        <EndsCell
          endsAt={result.endsAt}
          timeZone={outcome.plan.timeZone}
          note={result.state.kind === 'shared' ? null : <FormattedMessage id="share.done.notStored" />}
        />
      }
      {...(failed && { tone: 'danger' as const })}
    />
  );
}

function Line({ result, outcome }: { result: GrantResult; outcome: ShareOutcome }) {
  const { shortNameOf } = useAccessWords();
  const who = shortNameOf(result.access);
  switch (result.state.kind) {
    case 'failed':
      return <Failure error={result.state.error} who={who} verified={outcome.verifiedAt !== null} />;
    case 'leftOff':
      return <FormattedMessage id="share.done.leftOff" values={{ who }} />;
    case 'shared':
      if (result.emailRequested) return <FormattedMessage id="share.done.emailed" values={{ who }} />;
      return (
        <FormattedMessage
          id={
            result.access.to === 'guest' && result.access.guest.kind === 'group'
              ? 'share.done.groupNoEmail'
              : 'share.done.noEmail'
          }
        />
      );
    case 'undone':
      return <TakenBack result={result} outcome={outcome} who={who} />;
    case 'waiting':
    case 'sharing':
    case 'readingBack':
      return <FormattedMessage id="share.done.notYet" />;
  }
}

/** A share that replaced an earlier one gives that one back. */
function TakenBack({ result, outcome, who }: { result: GrantResult; outcome: ShareOutcome; who: string }) {
  const intl = useIntl();
  const { dayOfMoment } = useMoments(outcome.plan.timeZone);
  const action = outcome.plan.grants.find((grant) => grant.id === result.grant)?.action;
  if (action?.kind !== 'update') return <FormattedMessage id="share.done.ended" />;
  const { fromPermissions, fromEndsAt } = action;
  return (
    <FormattedMessage
      id="share.done.restored"
      values={{
        who,
        verb: intl.formatMessage({ id: `common.verb.${fromPermissions}` }),
        end: fromEndsAt === null ? 'none' : 'day',
        endText: fromEndsAt === null ? '' : dayOfMoment(fromEndsAt),
      }}
    />
  );
}

/** Why a row failed, in one line. */
function Failure({ error, who, verified }: { error: IpcError; who: string; verified: boolean }) {
  const intl = useIntl();
  if (error.code === 'Timeout' || error.code === 'Offline') {
    return <FormattedMessage id={verified ? 'share.done.noAnswerVerified' : 'share.done.noAnswer'} values={{ who }} />;
  }
  const { title, meaning } = errorWords(error);
  const shown = error.code === 'Api' || error.code === 'Forbidden' ? [title, meaning] : [title];
  return shown.map((part) => intl.formatMessage({ id: part.id }, part.values)).join('. ');
}
