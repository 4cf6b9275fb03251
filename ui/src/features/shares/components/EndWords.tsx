import { CalendarClock, CalendarX2, Infinity as NoEnd } from 'lucide-react';
import { useIntl } from 'react-intl';

import { Badge } from '../../../components/Badge';
import { FormattedDay, formatRelative } from '../../../components/FormattedDay';
import { readEnd, type Clock } from '../model/ends';
import styles from './Rows.module.css';

/** The day of an end with how far it is, or in words that there is none. */
export function EndWords({ endsAt, clock }: { endsAt: string | null; clock: Clock }) {
  const intl = useIntl();
  const end = readEnd(endsAt, clock);
  switch (end.kind) {
    case 'never':
      return (
        <Badge tone="attn" icon={NoEnd}>
          {intl.formatMessage({ id: 'shares.badge.noEnd' })}
        </Badge>
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
