import { createContext, use, useCallback, useState, type ReactNode } from 'react';
import { VisuallyHidden } from './VisuallyHidden';

type Announce = (text: string, how?: 'polite' | 'assertive') => void;

const AnnouncerContext = createContext<Announce | null>(null);

/** Two live regions that are there from the start; a region that appears together with its text is often not read. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [polite, setPolite] = useState({ text: '', turn: 0 });
  const [assertive, setAssertive] = useState({ text: '', turn: 0 });
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

/** Says something to screen readers: progress politely, failure assertively. */
export function useAnnounce(): Announce {
  const announce = use(AnnouncerContext);
  if (announce === null) throw new Error('useAnnounce needs an AnnouncerProvider above it');
  return announce;
}
