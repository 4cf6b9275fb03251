import { createContext, use, useEffect, useEffectEvent, useMemo, useState, type ReactNode } from 'react';

/** A step back inside a screen, which the header's link offers instead of Home. */
interface BackStep {
  label: string;
  go: () => void;
}

interface BackSteps {
  step: BackStep | null;
  set: (step: BackStep | null) => void;
}

const BackStepContext = createContext<BackSteps | null>(null);

/** Keeps where the header's link leads. */
export function BackStepProvider({ children }: { children: ReactNode }) {
  const [step, set] = useState<BackStep | null>(null);
  const value = useMemo(() => ({ step, set }), [step]);
  return <BackStepContext value={value}>{children}</BackStepContext>;
}

function useBackSteps(): BackSteps {
  const steps = use(BackStepContext);
  if (steps === null) throw new Error('a step back needs a BackStepProvider above it');
  return steps;
}

/** Where the header's link leads; null means Home. */
export function useCurrentBackStep(): BackStep | null {
  return useBackSteps().step;
}

/** While the calling part is on screen, the header's link leads one step back inside it. */
export function useBackStep(label: string, go: () => void): void {
  const { set } = useBackSteps();
  const onGo = useEffectEvent(go);
  useEffect(() => {
    set({ label, go: () => onGo() });
    return () => set(null);
  }, [label, set]);
}
