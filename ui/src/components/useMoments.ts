import { useIntl } from 'react-intl';
import { formatDay } from './FormattedDay';
import { dayOf } from '../time/days';

/** How days and moments are written on the review, at the end, and in the recipient's text. */
export function useMoments(timeZone: string) {
  const intl = useIntl();
  const timeIn = (moment: string, zone: string) =>
    intl.formatTime(moment, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const momentIn = (moment: string, zone: string) => `${formatDay(intl, dayOf(moment, zone))}, ${timeIn(moment, zone)}`;
  return {
    /** "Fri 18 Dec 2026" of a calendar day. */
    day: (day: string) => formatDay(intl, dayOf(day)),
    /** "Fri 18 Dec 2026" of a moment in the person's zone. */
    dayOfMoment: (moment: string) => formatDay(intl, dayOf(moment, timeZone)),
    /** "23:59" in the person's zone. */
    time: (moment: string) => timeIn(moment, timeZone),
    /** "Fri 18 Dec 2026, 23:59" in the person's zone. */
    moment: (moment: string) => momentIn(moment, timeZone),
    momentIn,
  };
}
