// When a share ends, in the person's zone. A day belongs to that zone: the same moment is Friday in Chicago and
// Saturday in Berlin.

import { SOON_DAYS } from '../../../components/FormattedDay';
import { dayOf, daysBetween } from '../../../time/days';

/** Where an end lies, seen from now. `days` are calendar days, away or ago. */
export type End =
  | { kind: 'never' }
  | { kind: 'ended'; at: string; days: number }
  | { kind: 'ahead'; at: string; days: number; soon: boolean };

/** The moment and the zone that all ends of one screen are read with. */
export interface Clock {
  now: number;
  timeZone: string;
}

/** Reads a stored end date. */
export function readEnd(endsAt: string | null, { now, timeZone }: Clock): End {
  if (endsAt === null) return { kind: 'never' };
  const days = daysBetween(dayOf(now, timeZone), dayOf(endsAt, timeZone));
  if (Date.parse(endsAt) <= now) return { kind: 'ended', at: endsAt, days: -days };
  return { kind: 'ahead', at: endsAt, days, soon: days <= SOON_DAYS };
}

/** The soonest end that is still ahead; else the latest that is over; null where nothing has an end. */
export function nextEnd(ends: readonly (string | null)[], now: number): string | null {
  const moments = ends.filter((end) => end !== null).sort((a, b) => Date.parse(a) - Date.parse(b));
  return moments.find((end) => Date.parse(end) > now) ?? moments.at(-1) ?? null;
}
