import { createContext, use, useEffect, useEffectEvent, useState, type RefObject } from 'react';
import type { Route } from './navigation';

/** Asked before the window goes elsewhere. Answers whether it may go at once; otherwise `go` is called later, or never. */
export type LeaveGuard = (to: Route, go: () => void) => boolean;

/** Where the screen that must not be left without a question keeps its guard. */
export const LeaveGuardContext = createContext<RefObject<LeaveGuard | null> | null>(null);

/** While `active`, the window asks before it leaves the calling screen for anything but what `passes`. */
export function useLeaveGuard(active: boolean, passes: (to: Route) => boolean) {
  const guardRef = use(LeaveGuardContext);
  const [pending, setPending] = useState<(() => void) | null>(null);
  const onLeave = useEffectEvent((to: Route, go: () => void) => {
    if (!active || passes(to)) return true;
    setPending(() => go);
    return false;
  });
  useEffect(() => {
    if (guardRef === null) return;
    guardRef.current = (to, go) => onLeave(to, go);
    return () => {
      guardRef.current = null;
    };
  }, [guardRef]);
  return {
    /** True while the question has to be answered. */
    asking: pending !== null,
    stay: () => setPending(null),
    leave: () => {
      setPending(null);
      pending?.();
    },
  };
}
