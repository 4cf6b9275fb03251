import type { CalendarDate } from '@internationalized/date';
import { CalendarClock } from 'lucide-react';
import { useIntl, type IntlShape } from 'react-intl';
import { dateFormat, timeOfDay } from '../time/dateFormat';
import { dayOf, daysBetween } from '../time/days';
import { useTimeZone, useToday } from '../time/Clock';
import { cx } from './cx';
import styles from './FormattedDay.module.css';

/** Shares that end within this many days are marked. */
export const SOON_DAYS = 14;

function parts(intl: IntlShape, day: CalendarDate) {
  const date = day.toDate('UTC');
  const part = (options: Intl.DateTimeFormatOptions) =>
    // The catalogue has the order; the locale has the words. en-US abbreviates every month to three letters.
    dateFormat(intl.locale === 'en' ? 'en-US' : intl.locale, { ...options, timeZone: 'UTC' }).format(date);
  return {
    weekday: part({ weekday: 'short' }),
    day: String(day.day),
    month: part({ month: 'short' }),
    year: String(day.year),
  };
}

/** "Fri 18 Dec 2026". */
export function formatDay(intl: IntlShape, day: CalendarDate): string {
  return intl.formatMessage({ id: 'common.day' }, parts(intl, day));
}

/** "18 Dec". */
export function formatShortDay(intl: IntlShape, day: CalendarDate): string {
  const { day: number, month } = parts(intl, day);
  return intl.formatMessage({ id: 'common.shortDay' }, { day: number, month });
}

/** "Fri 18 Dec" this year, "18 Dec 2027" in another: for lists of days that stand close together. */
export function formatNearDay(intl: IntlShape, day: CalendarDate, today: CalendarDate): string {
  if (day.year !== today.year) return formatTypedDay(intl, day);
  const { weekday, day: number, month } = parts(intl, day);
  return intl.formatMessage({ id: 'common.nearDay' }, { weekday, day: number, month });
}

/** "18 Dec 2026", as the end-date field shows it. */
export function formatTypedDay(intl: IntlShape, day: CalendarDate): string {
  return `${formatShortDay(intl, day)} ${day.year}`;
}

/** "in 92 days", "tomorrow", "today", "3 days ago". */
export function formatRelative(intl: IntlShape, days: number): string {
  return days < 0
    ? intl.formatMessage({ id: 'common.daysAgo' }, { days: -days })
    : intl.formatMessage({ id: 'common.inDays' }, { days });
}

interface FormattedDayProps {
  /** A calendar day (`YYYY-MM-DD`) or an instant (ISO with zone), read in the person's zone. */
  value: string;
  /** Adds "23:59 your time", for review and done. */
  withTime?: boolean;
  /** "ends in 6 days" instead of "in 6 days", where it is near. */
  ends?: boolean;
  /** Leaves the second line away where the row has no room. */
  relative?: boolean;
}

/** A day in full words with the relative time below; ochre and a clock when it is near. */
export function FormattedDay({ value, withTime = false, ends = false, relative = true }: FormattedDayProps) {
  const intl = useIntl();
  const today = useToday();
  const timeZone = useTimeZone();
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const day = isDay ? dayOf(value) : dayOf(value, timeZone);
  const days = daysBetween(today, day);
  const soon = days >= 0 && days <= SOON_DAYS;
  return (
    <span className={styles.day}>
      <time dateTime={value} className={styles.date}>
        {withTime
          ? intl.formatMessage(
              { id: 'common.dayTime' },
              { ...parts(intl, day), time: isDay ? '23:59' : timeOfDay(value, timeZone) },
            )
          : formatDay(intl, day)}
      </time>
      {relative && (
        <span className={cx(styles.relative, soon && styles.soon)}>
          {soon && <CalendarClock size={16} strokeWidth={1.75} aria-hidden="true" />}
          {ends && soon ? intl.formatMessage({ id: 'common.endsInDays' }, { days }) : formatRelative(intl, days)}
        </span>
      )}
    </span>
  );
}
