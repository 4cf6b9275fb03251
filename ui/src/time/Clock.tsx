import type { CalendarDate } from '@internationalized/date';
import { createContext, use, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { dayOf } from './days';

interface Clock {
  /** Milliseconds since 1970, as the person's clock shows. */
  now: () => number;
  /** IANA name of the zone in which days are meant. */
  timeZone: string;
  /** The day that it is there. */
  today: CalendarDate;
}

const ClockContext = createContext<Clock>({ now: Date.now, timeZone: 'UTC', today: dayOf(Date.now(), 'UTC') });

function everyMinute(onTick: () => void): () => void {
  const timer = setInterval(onTick, 60_000);
  return () => clearInterval(timer);
}

/** The clock and the zone of all dates on screen. `now` is set in tests only. */
export function ClockProvider({
  timeZone,
  now = Date.now,
  children,
}: {
  timeZone: string;
  now?: () => number;
  children: ReactNode;
}) {
  // A text as the snapshot, so that an unchanged day causes no new rendering.
  const day = useSyncExternalStore(everyMinute, () => dayOf(now(), timeZone).toString());
  const clock = useMemo(() => ({ now, timeZone, today: dayOf(day) }), [now, timeZone, day]);
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/** The zone in which days are meant. */
export function useTimeZone(): string {
  return use(ClockContext).timeZone;
}

/** The clock itself, for measuring how long something takes. */
export function useNow(): () => number {
  return use(ClockContext).now;
}

/** Today in that zone; moves on at midnight. */
export function useToday(): CalendarDate {
  return use(ClockContext).today;
}
