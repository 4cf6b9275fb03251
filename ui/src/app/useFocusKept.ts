import { useEffect, type RefObject } from 'react';

/** What one may come to: controls in the order of Tab, and headings. */
const PLACES = ':is(a[href], button, input, select, textarea, [tabindex="0"]):not(:disabled), h1, h2, h3, h4';

/** Not there for anybody, or drawn as it scrolls into sight: that has a focus of its own. */
const ELSEWHERE = '[hidden], [inert], [aria-hidden="true"]';
const WINDOWED = '[data-index]';

/** How long a screen has to take the focus itself, in milliseconds. */
const GRACE = 50;

/** Where an element stands: what is around it, nearest first, with its place in there. */
interface Trace {
  element: Element;
  around: { parent: Element; index: number }[];
}

/**
 * Keeps the focus near what went away. A button that removes its own row, or a banner that it closes, would take the
 * focus with it, and whoever uses keys or a screen reader would be at the top of the window again.
 */
export function useFocusKept(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const frame = root.current;
    if (frame === null) return;
    let trace: Trace | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const onFocus = ({ target }: FocusEvent) => {
      trace = target instanceof Element && target.closest(WINDOWED) === null ? traceOf(target, frame) : null;
    };
    // Dialogs stand beside the frame: what opened one may be gone when it closes.
    const isLost = () => document.activeElement === document.body && trace !== null && !trace.element.isConnected;
    const observer = new MutationObserver(() => {
      if (!isLost()) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (trace !== null && isLost()) moveTo(placeNear(trace));
      }, GRACE);
    });

    frame.addEventListener('focusin', onFocus);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      frame.removeEventListener('focusin', onFocus);
    };
  }, [root]);
}

function traceOf(element: Element, frame: Element): Trace {
  const around: Trace['around'] = [];
  for (let child = element; child !== frame && child.parentElement; child = child.parentElement) {
    const parent = child.parentElement;
    around.push({ parent, index: [...parent.children].indexOf(child) });
  }
  return { element, around };
}

/** What stands in its place now, else what follows, else what comes before, from the inside to the outside. */
function placeNear({ around }: Trace): HTMLElement | null {
  for (const { parent, index } of around) {
    if (!parent.isConnected) continue;
    const children = [...parent.children];
    for (const child of children.slice(index)) {
      const place = placeIn(child);
      if (place !== undefined) return place;
    }
    for (const child of children.slice(0, index).reverse()) {
      const place = placeIn(child, -1);
      if (place !== undefined) return place;
    }
  }
  return null;
}

/** A row is taken as a whole: it is read out, and Tab goes on with what can be done with it. */
function placeIn(element: Element, which = 0): HTMLElement | undefined {
  const places = [element, ...element.querySelectorAll(PLACES)].filter(
    (place): place is HTMLElement =>
      place instanceof HTMLElement && place.matches(PLACES) && place.closest(ELSEWHERE) === null,
  );
  const isRow = element instanceof HTMLElement && element.matches('li, tbody > tr');
  return isRow && places.length > 0 ? element : places.at(which);
}

function moveTo(place: HTMLElement | null): void {
  if (place === null) return;
  if (!place.matches('a, button, input, select, textarea, [tabindex]')) {
    place.tabIndex = -1;
    place.dataset.focusKept = '';
    const leave = () => {
      place.removeAttribute('tabindex');
      delete place.dataset.focusKept;
    };
    place.addEventListener('blur', leave, { once: true });
  }
  place.focus({ preventScroll: true });
}
