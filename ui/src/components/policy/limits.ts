import { createContext, use } from 'react';
import type { CalendarDate } from '@internationalized/date';
import type { ForbiddenKind, PolicyLimits } from '../../ipc/bindings';

/** Nothing is limited. */
export const NO_LIMITS: PolicyLimits = {
  institution: null,
  support: null,
  defaultPermissions: null,
  defaultEndDays: null,
  maxEndDays: null,
  forbidden: [],
};

/** What the institution allows. The app refuses the rest anyway; here it is so that nothing is offered in vain. */
export const LimitsContext = createContext<PolicyLimits>(NO_LIMITS);

export function useLimits(): PolicyLimits {
  return use(LimitsContext);
}

export function useForbids(kind: ForbiddenKind): boolean {
  return useLimits().forbidden.includes(kind);
}

/** The last day that the institution allows, `YYYY-MM-DD`; null without a maximum. */
export function lastDayOf({ maxEndDays }: PolicyLimits, today: CalendarDate): string | null {
  return maxEndDays === null ? null : today.add({ days: maxEndDays }).toString();
}

/** The earlier of two last days. */
export function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

/** A day that is no later than the institution allows. */
export function noLater(day: CalendarDate, limits: PolicyLimits, today: CalendarDate): CalendarDate {
  const last = limits.maxEndDays === null ? day : today.add({ days: limits.maxEndDays });
  return last.compare(day) < 0 ? last : day;
}

const BUILT_IN = { permissions: 'r', endDays: 90 } as const;

/** What new shares begin with: what the person has chosen, else what the institution says, else what the app comes with. */
export function newShares(
  settings: { defaultPermissions: 'r' | 'rw'; defaultEndDays: number },
  limits: PolicyLimits,
): { permissions: 'r' | 'rw'; endDays: number } {
  const { defaultPermissions: level, defaultEndDays: days } = settings;
  const permissions = level === BUILT_IN.permissions ? (limits.defaultPermissions ?? level) : level;
  const endDays = days === BUILT_IN.endDays ? (limits.defaultEndDays ?? days) : days;
  return {
    permissions: limits.forbidden.includes('write') ? 'r' : permissions,
    endDays: Math.min(endDays, limits.maxEndDays ?? endDays),
  };
}
