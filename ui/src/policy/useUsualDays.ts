import { newShares, useLimits } from '../components/policy/limits';
import { useAppState } from '../ipc/queries';

/** How long the person usually shares, in days, as far as the institution lets them. */
export function useUsualDays(): number {
  return newShares(useAppState().settings, useLimits()).endDays;
}
