import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { useMoments } from '../useMoments';
import styles from './Run.module.css';

interface EndsCellProps {
  endsAt: string | null;
  timeZone: string;
  /** What is to be known of it instead of the time of day. */
  note?: ReactNode;
}

/** Until when a guest has it, as far as that is known. */
export function EndsCell({ endsAt, timeZone, note }: EndsCellProps) {
  const { dayOfMoment, time } = useMoments(timeZone);
  return (
    <span className={styles.ends}>
      {endsAt === null ? (
        <FormattedMessage id="common.noEndDate" />
      ) : (
        <time dateTime={endsAt}>{dayOfMoment(endsAt)}</time>
      )}
      <span className={styles.meta}>
        {note ?? (endsAt !== null && <FormattedMessage id="common.yourTime" values={{ time: time(endsAt) }} />)}
      </span>
    </span>
  );
}
