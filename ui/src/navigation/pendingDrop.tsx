import { createContext, use, useMemo, useState, type ReactNode } from 'react';

interface Drop {
  paths: string[];
  /** True for what is left after "one by one": it waits to be asked for and does not open by itself. */
  waiting: boolean;
}

interface PendingDrop {
  /** What was dropped or chosen and has not been dealt with. */
  drop: Drop | null;
  setDrop: (drop: Drop | null) => void;
}

const PendingDropContext = createContext<PendingDrop | null>(null);

/** Carries what was dropped on any screen, or before the sign-in, to Home, which asks about several folders. */
export function PendingDropProvider({ children }: { children: ReactNode }) {
  const [drop, setDrop] = useState<Drop | null>(null);
  const value = useMemo(() => ({ drop, setDrop }), [drop]);
  return <PendingDropContext value={value}>{children}</PendingDropContext>;
}

/** What waits to be looked at. */
export function usePendingDrop(): PendingDrop {
  const pending = use(PendingDropContext);
  if (pending === null) throw new Error('usePendingDrop needs a PendingDropProvider above it');
  return pending;
}
