import { useEffect, type RefObject } from 'react';

import { useNavigation, type Route } from '../../navigation/navigation';
import { scrollParent } from './scrollParent';

/** How far a list was scrolled in each place. A place that is left for good is forgotten with its route. */
const kept = new WeakMap<Route, number>();

/** Takes the list back to where it was scrolled when one comes back to it from a page that it led to. */
export function useKeptScroll(list: RefObject<HTMLElement | null>, filled: boolean) {
  const { route } = useNavigation();
  useEffect(() => {
    const element = list.current;
    if (element === null || !filled) return;
    const scroller = scrollParent(element);
    // The document itself is scrolled as the window.
    const source = scroller === document.documentElement ? document : scroller;
    const note = () => kept.set(route, scroller.scrollTop);
    const at = kept.get(route) ?? 0;
    // Not before the page has gone to its top, and the rows have been given their room.
    const frame = requestAnimationFrame(() => {
      if (at > 0) scroller.scrollTop = at;
      source.addEventListener('scroll', note, { passive: true });
    });
    return () => {
      cancelAnimationFrame(frame);
      source.removeEventListener('scroll', note);
    };
  }, [list, filled, route]);
}
