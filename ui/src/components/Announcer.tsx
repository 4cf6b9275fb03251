import { createContext, use, useCallback, useEffect, useState, type ReactNode } from 'react';
import { VisuallyHidden } from './VisuallyHidden';

type Announce = (text: string, how?: 'polite' | 'assertive') => void;

/** How long a sentence stays in its live region, in milliseconds. */
const SPOKEN_TIME = 10_000;

const AnnouncerContext = createContext<Announce | null>(null);

/** Two live regions that are there from the start; a region that appears together with its text is often not read. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [polite, setPolite] = useState({ text: '', turn: 0 });
  const [assertive, setAssertive] = useState({ text: '', turn: 0 });
  useForgetting(polite.turn, setPolite);
  useForgetting(assertive.turn, setAssertive);
  const announce = useCallback<Announce>((text, how = 'polite') => {
    const set = how === 'polite' ? setPolite : setAssertive;
    // The key changes with each turn, so that the same sentence twice is read twice.
    set(({ turn }) => ({ text, turn: turn + 1 }));
  }, []);
  return (
    <AnnouncerContext value={announce}>
      {children}
      <VisuallyHidden role="status" aria-live="polite">
        <span key={polite.turn}>{polite.text}</span>
      </VisuallyHidden>
      <VisuallyHidden role="alert" aria-live="assertive">
        <span key={assertive.turn}>{assertive.text}</span>
      </VisuallyHidden>
    </AnnouncerContext>
  );
}

/** What was read out long ago must not stand at the end of the page for those who browse it. */
function useForgetting(turn: number, set: (spoken: { text: string; turn: number }) => void): void {
  useEffect(() => {
    if (turn === 0) return;
    const timer = setTimeout(() => set({ text: '', turn }), SPOKEN_TIME);
    return () => clearTimeout(timer);
  }, [turn, set]);
}

/** Says something to screen readers: progress politely, failure assertively. */
export function useAnnounce(): Announce {
  const announce = use(AnnouncerContext);
  if (announce === null) throw new Error('useAnnounce needs an AnnouncerProvider above it');
  return announce;
}
