import { FormattedMessage, useIntl } from 'react-intl';
import { inputProblem, refusalMeaning } from '../../../errors/words';
import type { NotFromHere, Refusal, Storage } from '../../../ipc/bindings';
import styles from './Check.module.css';
import { BlockedReason } from './BlockedReason';
import { NetworkDriveReason } from './drive/NetworkDriveReason';
import { RequestText } from './RequestText';

interface NotFromHereReasonProps {
  reason: NotFromHere;
  path: string;
  storage: Storage | null;
}

/** Why not, what to do, and who can change it. */
export function NotFromHereReason({ reason, path, storage }: NotFromHereReasonProps) {
  const intl = useIntl();
  if (reason.kind === 'path') {
    return <p>{intl.formatMessage({ id: inputProblem('path', reason.reason) })}</p>;
  }
  if (reason.kind === 'server') return <Refused refusal={reason.refusal} path={path} storage={storage} />;
  if (reason.kind === 'networkDrive') return <NetworkDriveReason folder={path} {...reason} />;
  if (reason.kind === 'blocked') return <BlockedReason {...reason} />;
  const owner = reason.kind === 'notMine' ? reason.owner : null;
  return (
    <div className={styles.reason}>
      <p>
        <FormattedMessage
          id={`share.not.${reason.kind}`}
          values={{ owner: owner === null ? 'none' : 'known', ownerName: owner ?? '' }}
        />
      </p>
      <p>
        <FormattedMessage id={`share.not.${reason.kind}.do`} />
      </p>
      {'who' in reason && (
        <p>
          <FormattedMessage id={`share.not.who.${reason.who}`} />
        </p>
      )}
      {'who' in reason && (
        <RequestText kind={reason.kind === 'notMine' ? 'notMine' : 'noPermission'} path={path} storage={storage} />
      )}
    </div>
  );
}

/** The server's reason, what to do about it, and whom to write to. */
function Refused({ refusal, path, storage }: { refusal: Refusal; path: string; storage: Storage | null }) {
  const intl = useIntl();
  const { id, values } = refusalMeaning(refusal);
  const meaning = intl.formatMessage({ id }, values);
  return (
    <div className={styles.reason}>
      <p>{meaning}</p>
      <p>
        <FormattedMessage id={`errors.refusal.${refusal.kind}.do`} />
      </p>
      <RequestText kind="server" path={path} storage={storage} reason={meaning} />
    </div>
  );
}
