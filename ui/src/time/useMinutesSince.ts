import { useSyncExternalStore } from 'react';
import { useNow } from './Clock';

const MINUTE = 60_000;

function everyMinute(onTick: () => void): () => void {
  const timer = setInterval(onTick, MINUTE);
  return () => clearInterval(timer);
}

/** Whole minutes since a moment. Moves on by itself. */
export function useMinutesSince(moment: string): number {
  const now = useNow();
  return useSyncExternalStore(everyMinute, () => Math.max(0, Math.floor((now() - Date.parse(moment)) / MINUTE)));
}
