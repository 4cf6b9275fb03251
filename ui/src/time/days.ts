import {
  fromAbsolute,
  parseDate,
  toCalendarDate,
  toCalendarDateTime,
  toZoned,
  Time,
  type CalendarDate,
} from '@internationalized/date';

/** The calendar day of an instant in a zone, or of a `YYYY-MM-DD` text. */
export function dayOf(day: string): CalendarDate;
export function dayOf(instant: number | string, timeZone: string): CalendarDate;
export function dayOf(value: number | string, timeZone?: string): CalendarDate {
  if (timeZone === undefined) return parseDate(String(value));
  return toCalendarDate(fromAbsolute(typeof value === 'number' ? value : Date.parse(value), timeZone));
}

/** How many days lie between two days; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((to.toDate('UTC').getTime() - from.toDate('UTC').getTime()) / 86_400_000);
}

/** The last moment of a day, 23:59:59 in the zone, and the zone's distance from UTC then. */
export function endOfDay(day: CalendarDate, timeZone: string): { instant: Date; offsetMinutes: number } {
  const zoned = toZoned(toCalendarDateTime(day, new Time(23, 59, 59)), timeZone);
  return { instant: zoned.toDate(), offsetMinutes: Math.round(zoned.offset / 60_000) };
}

/** "UTC−6" or "UTC+5:30". */
export function formatOffset(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`;
}

/** The city of a zone's name: "America/Argentina/Buenos_Aires" is "Buenos Aires". */
export function zoneCity(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}
