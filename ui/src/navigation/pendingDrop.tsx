import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';

interface PendingDrop {
  /** Paths that were dropped and that Home has not looked at yet. */
  paths: string[] | null;
  drop: (paths: string[]) => void;
  /** Home takes them. */
  take: () => void;
}

const PendingDropContext = createContext<PendingDrop | null>(null);

/** Carries what was dropped on any screen to Home, which asks what to do with files and several folders. */
export function PendingDropProvider({ children }: { children: ReactNode }) {
  const [paths, setPaths] = useState<string[] | null>(null);
  const take = useCallback(() => setPaths(null), []);
  const value = useMemo(() => ({ paths, drop: setPaths, take }), [paths, take]);
  return <PendingDropContext value={value}>{children}</PendingDropContext>;
}

/** What was dropped and waits to be looked at. */
export function usePendingDrop(): PendingDrop {
  const pending = use(PendingDropContext);
  if (pending === null) throw new Error('usePendingDrop needs a PendingDropProvider above it');
  return pending;
}
