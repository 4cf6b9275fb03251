import { useIntl } from 'react-intl';

import { Address } from '../../../components/guests/Address';
import type { Access } from '../../../ipc/bindings';
import styles from './Rows.module.css';

/** The line below a guest's name: a person's address, a group's size. */
export function GuestLine({ access }: { access: Access }) {
  const intl = useIntl();
  if (access.to !== 'guest') {
    return <span className={styles.meta}>{intl.formatMessage({ id: 'shares.widerReason' })}</span>;
  }
  const { guest } = access;
  if (guest.kind === 'group') {
    return (
      <span className={styles.meta}>
        {guest.memberCount === null
          ? intl.formatMessage({ id: 'common.group' })
          : intl.formatMessage({ id: 'shares.groupSize' }, { count: guest.memberCount })}
      </span>
    );
  }
  // Somebody without a name is called by the address already.
  if (guest.name === null) return guest.organization && <span className={styles.meta}>{guest.organization}</span>;
  return (
    <span className={styles.meta}>
      <Address plain username={guest.username} />
    </span>
  );
}
