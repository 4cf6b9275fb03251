import { FormattedMessage } from 'react-intl';
import { SupportContact } from '../../../components/policy/SupportContact';
import styles from './Check.module.css';

interface BlockedReasonProps {
  holdsOne: boolean;
  /** Nobody knows whether it is this one: the storage does not say where it is. */
  perhaps: boolean;
  reason: string | null;
}

/** The institution does not want this folder to be shared: why, what to do, and whom to ask. */
export function BlockedReason({ holdsOne, perhaps, reason }: BlockedReasonProps) {
  const holds = perhaps ? 'perhaps' : holdsOne ? 'yes' : 'no';
  return (
    <div className={styles.reason}>
      <p>
        <FormattedMessage
          id="share.not.blocked"
          values={{ holds, why: reason === null ? 'no' : 'yes', reason: reason ?? '' }}
        />
      </p>
      <p>
        <FormattedMessage id="share.not.blocked.do" values={{ holds }} />
      </p>
      <SupportContact />
    </div>
  );
}
