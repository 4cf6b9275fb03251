import type { CalendarDate } from '@internationalized/date';
import { SOON_DAYS } from '../../../components/FormattedDay';
import type { Share } from '../../../ipc/bindings';
import { dayOf, daysBetween } from '../../../time/days';

/** Shares of which somebody's access ends within 14 days. */
export function endingSoon(shares: readonly Share[], today: CalendarDate, timeZone: string): number {
  return shares.filter((share) =>
    share.guests.some(({ ruleId, endsAt }) => {
      if (ruleId === null || endsAt === null) return false;
      const days = daysBetween(today, dayOf(endsAt, timeZone));
      return days >= 0 && days <= SOON_DAYS;
    }),
  ).length;
}

/** Shares whose folder is gone or offline, that are open to everyone, or that have no end date. */
export function needAttention(shares: readonly Share[]): number {
  return shares.filter((share) => share.badges.length > 0).length;
}
