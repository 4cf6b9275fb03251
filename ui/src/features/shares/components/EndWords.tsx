import { CalendarClock, CalendarX2, Infinity as NoEnd } from 'lucide-react';
import { useIntl } from 'react-intl';

import { Badge } from '../../../components/Badge';
import { FormattedDay, formatRelative } from '../../../components/FormattedDay';
import { readEnd, type Clock } from '../model/ends';
import styles from './Rows.module.css';

interface Props {
  endsAt: string | null;
  /** Why there is no end, where that is known. */
  reason: string | null;
  /** Some of what the row stands for has no end, although this has one. */
  someWithoutEnd?: boolean;
  clock: Clock;
}

/** The day of an end with how far it is, or in words that there is none, and why. */
export function EndWords({ endsAt, reason, someWithoutEnd = false, clock }: Props) {
  const intl = useIntl();
  const end = readEnd(endsAt, clock);
  if (end.kind === 'never') {
    const text = intl.formatMessage({ id: 'common.noEndDate' });
    if (!reason) {
      return (
        <Badge tone="attn" icon={NoEnd}>
          {text}
        </Badge>
      );
    }
    return (
      <span className={styles.end}>
        {text}
        <Badge tone="attn" icon={NoEnd}>
          {intl.formatMessage({ id: 'shares.reason' }, { reason })}
        </Badge>
      </span>
    );
  }
  const plain = end.kind === 'ahead' && !end.soon;
  return (
    <span className={styles.end}>
      <FormattedDay value={end.at} relative={plain} />
      {end.kind === 'ended' && (
        <Badge icon={CalendarX2}>{intl.formatMessage({ id: 'shares.badge.endedDays' }, { days: end.days })}</Badge>
      )}
      {end.kind === 'ahead' && end.soon && (
        <Badge tone="attn" icon={CalendarClock}>
          {formatRelative(intl, end.days)}
        </Badge>
      )}
      {someWithoutEnd && (
        <Badge tone="attn" icon={NoEnd}>
          {intl.formatMessage({ id: 'shares.badge.someNoEnd' })}
        </Badge>
      )}
    </span>
  );
}
