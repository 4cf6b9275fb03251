import { useMemo, useSyncExternalStore } from 'react';

import { useNow, useTimeZone } from '../../time/Clock';
import type { Clock } from './model/clock';

const MINUTE = 60_000;

function everyMinute(onTick: () => void): () => void {
  const timer = setInterval(onTick, MINUTE);
  return () => clearInterval(timer);
}

/** The clock of this screen in steps of a minute: "2 minutes ago" moves on, and nothing renders in between. */
export function useMinuteClock(): Clock {
  const now = useNow();
  const timeZone = useTimeZone();
  const minute = useSyncExternalStore(everyMinute, () => Math.floor(now() / MINUTE));
  return useMemo(() => ({ now: minute * MINUTE, timeZone }), [minute, timeZone]);
}
