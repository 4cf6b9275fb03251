import { useEffect, useEffectEvent, useRef } from 'react';
import { useNow } from '../time/Clock';
import { useAnnounce } from './Announcer';

/** Screen readers hear about progress no more often than this. */
const ANNOUNCE_EVERY_MS = 10_000;

/** Says `words` politely after something more was done, at most every ten seconds. */
export function useAnnouncedProgress(done: number, words: string): void {
  const announce = useAnnounce();
  const now = useNow();
  const last = useRef<number | null>(null);
  const say = useEffectEvent(() => {
    last.current = now();
    announce(words);
  });
  useEffect(() => {
    if (done === 0) return;
    const wait = last.current === null ? 0 : Math.max(last.current + ANNOUNCE_EVERY_MS - now(), 0);
    const timer = setTimeout(say, wait);
    return () => clearTimeout(timer);
  }, [done, now]);
}
