import { useState } from 'react';
import type { IpcError } from '../ipc/error';
import { demandOf, type Demand } from './demand';

interface Wanted {
  readonly demand: Demand;
  readonly again: boolean;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** A sign-in in the middle of the work: what is wanted, and what goes on after it. */
export function useConsent() {
  const [wanted, setWanted] = useState<Wanted | null>(null);

  /** Takes an error that a sign-in mends. Answers whether it was one. */
  function ask(error: IpcError, again: boolean, goOn: () => void): boolean {
    const demand = demandOf(error);
    if (demand === null) return false;
    setWanted({
      demand,
      again,
      onCancel: () => setWanted(null),
      onDone: () => {
        setWanted(null);
        goOn();
      },
    });
    return true;
  }

  return { wanted, ask };
}
