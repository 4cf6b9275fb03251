import { CalendarClock, CalendarX2, Infinity as NoEnd } from 'lucide-react';
import { useIntl } from 'react-intl';

import { Badge } from '../../../components/Badge';
import { FormattedDay, formatRelative } from '../../../components/FormattedDay';
import { readEnd, type Clock } from '../model/ends';
import styles from './Rows.module.css';

interface Props {
  endsAt: string | null;
  /** Why there is no end, where that is known. */
  reason?: string | null | undefined;
  clock: Clock;
}

/** The day of an end with how far it is, or in words that there is none, and why. */
export function EndWords({ endsAt, reason, clock }: Props) {
  const intl = useIntl();
  const end = readEnd(endsAt, clock);
  switch (end.kind) {
    case 'never':
      if (!reason) {
        return (
          <Badge tone="attn" icon={NoEnd}>
            {intl.formatMessage({ id: 'shares.badge.noEnd' })}
          </Badge>
        );
      }
      return (
        <span className={styles.end}>
          {intl.formatMessage({ id: 'shares.badge.noEnd' })}
          <Badge tone="attn" icon={NoEnd}>
            {reason}
          </Badge>
        </span>
      );
    case 'ended':
      return (
        <span className={styles.end}>
          <FormattedDay value={end.at} relative={false} />
          <Badge icon={CalendarX2}>{intl.formatMessage({ id: 'shares.badge.endedDays' }, { days: end.days })}</Badge>
        </span>
      );
    case 'ahead':
      if (!end.soon) return <FormattedDay value={end.at} />;
      return (
        <span className={styles.end}>
          <FormattedDay value={end.at} relative={false} />
          <Badge tone="attn" icon={CalendarClock}>
            {formatRelative(intl, end.days)}
          </Badge>
        </span>
      );
  }
}
