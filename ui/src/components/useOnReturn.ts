import { useEffect, useRef } from 'react';

/** Whoever only flips through windows is not answered with a request each time. */
const GAP_MS = 1_000;

/** Does something when the person comes back to this window, while that is wanted. */
export function useOnReturn(act: () => void, wanted: boolean): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (!wanted) return;
    let last = -Infinity;
    function back() {
      if (document.visibilityState === 'hidden' || performance.now() - last < GAP_MS) return;
      last = performance.now();
      latest.current();
    }
    window.addEventListener('focus', back);
    document.addEventListener('visibilitychange', back);
    return () => {
      window.removeEventListener('focus', back);
      document.removeEventListener('visibilitychange', back);
    };
  }, [wanted]);
}
