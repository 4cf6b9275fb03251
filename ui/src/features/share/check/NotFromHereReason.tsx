import { FormattedMessage, useIntl } from 'react-intl';
import { inputProblem } from '../../../errors/words';
import type { NotFromHere, Storage } from '../../../ipc/bindings';
import styles from './Check.module.css';
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
