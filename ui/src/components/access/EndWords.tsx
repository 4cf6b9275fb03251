import { CalendarClock, CalendarX2, Infinity as NoEnd } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useNow, useTimeZone, useToday } from '../../time/Clock';
import { dayOf, daysBetween } from '../../time/days';
import { Badge } from '../Badge';
import { FormattedDay, formatRelative, SOON_DAYS } from '../FormattedDay';
import styles from './Access.module.css';

interface EndWordsProps {
  endsAt: string | null;
  /** Why there is no end, where that is known. */
  reason?: string | null;
  /** Some of what the row stands for has no end, although this has one. */
  someWithoutEnd?: boolean;
}

/** The day of an end with how far it is, or in words that there is none, and why where that is known. */
export function EndWords({ endsAt, reason = null, someWithoutEnd = false }: EndWordsProps) {
  const intl = useIntl();
  const now = useNow();
  const today = useToday();
  const timeZone = useTimeZone();
  if (endsAt === null) {
    const known = reason !== null && reason !== '';
    return (
      <span className={styles.end}>
        {known && <FormattedMessage id="common.noEndDate" />}
        <Badge tone="attn" icon={NoEnd}>
          {known ? (
            <FormattedMessage id="common.reason" values={{ reason }} />
          ) : (
            <FormattedMessage id="common.noEndDate" />
          )}
        </Badge>
      </span>
    );
  }
  const days = daysBetween(today, dayOf(endsAt, timeZone));
  const ended = Date.parse(endsAt) <= now();
  const soon = !ended && days <= SOON_DAYS;
  return (
    <span className={styles.end}>
      <FormattedDay value={endsAt} relative={!ended && !soon} />
      {ended && (
        <Badge icon={CalendarX2}>
          <FormattedMessage id="common.endedDays" values={{ days: -days }} />
        </Badge>
      )}
      {soon && (
        <Badge tone="attn" icon={CalendarClock}>
          {formatRelative(intl, days)}
        </Badge>
      )}
      {someWithoutEnd && (
        <Badge tone="attn" icon={NoEnd}>
          <FormattedMessage id="common.someNoEnd" />
        </Badge>
      )}
    </span>
  );
}
