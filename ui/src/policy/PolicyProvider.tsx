import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LimitsContext, NO_LIMITS } from '../components/policy/limits';
import { useIpc } from '../ipc/IpcProvider';
import { keys } from '../ipc/queries';

/** What the institution's policy says, and where from. It may be another one whenever somebody comes back. */
export function usePolicy() {
  const ipc = useIpc();
  return useQuery({ queryKey: keys.policy, queryFn: () => ipc.institutionPolicy(), refetchOnWindowFocus: true });
}

/** Lends the limits to everything that offers something. */
export function PolicyProvider({ children }: { children: ReactNode }) {
  const { data } = usePolicy();
  return <LimitsContext value={data?.limits ?? NO_LIMITS}>{children}</LimitsContext>;
}
