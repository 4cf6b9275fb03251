import type { CalendarDate } from '@internationalized/date';
import { dayOf } from '../../time/days';

/** Until when a permission lasts: a calendar day in the person's zone, or for ever with a reason. */
export type EndValue = { kind: 'on'; day: string } | { kind: 'never'; reason: string };

/** Lengths that are one click away, in days. */
export const QUICK_DAYS = [7, 30, 90, 365] as const;

/** The quick choices, with the person's own default among them. */
export function lengthsWith(defaultDays: number): number[] {
  return [...new Set([...QUICK_DAYS, defaultDays])].sort((a, b) => a - b);
}

/** The day of a quick choice. A year is a calendar year, not 365 days. */
export function quickDay(days: number, today: CalendarDate): CalendarDate {
  return days === 365 ? today.add({ years: 1 }) : today.add({ days });
}

/** What a person may have done wrong with a date. */
export type DayProblem = 'past' | 'today' | 'maximum';

/** Whether a day can be an end: after today, and not after what the storage allows. */
export function dayProblem(day: CalendarDate, today: CalendarDate, maxDay: string | null): DayProblem | null {
  if (day.compare(today) < 0) return 'past';
  if (day.compare(today) === 0) return 'today';
  return maxDay !== null && day.compare(dayOf(maxDay)) > 0 ? 'maximum' : null;
}
