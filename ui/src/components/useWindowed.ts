import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type RefObject } from 'react';

/** From here on only the rows in sight, and a few around them, are in the page. */
export const WINDOWED_FROM = 200;

/** The rows to draw, by their index, and the room to leave for those that are not. */
export interface Windowed {
  shown: readonly number[];
  before: number;
  after: number;
  /** For the `ref` of each row, which carries `data-index`. */
  measure: (element: HTMLElement | null) => void;
  /** Scrolls to a row that may not be in the page. */
  reveal: (index: number) => void;
}

/**
 * Draws long lists by what is in sight. The row with the focus stays in the page wherever the list is scrolled.
 * `keys` name the rows; `estimate` is a row's height in pixels before it was measured.
 */
export function useWindowed(
  keys: readonly string[],
  estimate: (index: number) => number,
  frame: RefObject<HTMLElement | null>,
): Windowed {
  const windowed = keys.length >= WINDOWED_FROM;
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [margin, setMargin] = useState(0);
  const focused = useRef<number | null>(null);

  useEffect(() => {
    const element = frame.current;
    if (element === null || !windowed) return;
    // In a narrow window another element scrolls, so this is found again when the window changes.
    const place = () => {
      const parent = scrollParent(element);
      setScroller(parent);
      setMargin(element.getBoundingClientRect().top - parent.getBoundingClientRect().top + parent.scrollTop);
    };
    const note = (event: FocusEvent) => {
      const row = (event.target as Element).closest<HTMLElement>('[data-index]');
      focused.current = row === null ? null : Number(row.dataset.index);
    };
    place();
    window.addEventListener('resize', place);
    element.addEventListener('focusin', note);
    return () => {
      window.removeEventListener('resize', place);
      element.removeEventListener('focusin', note);
    };
  }, [frame, windowed]);

  // Nothing below is memoised, so the compiler's warning about it does not matter here.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: keys.length,
    enabled: windowed,
    getScrollElement: () => scroller,
    estimateSize: estimate,
    getItemKey: (index) => keys[index] ?? index,
    overscan: 8,
    scrollMargin: margin,
    // Where nothing can be measured yet, the first screenful is drawn rather than nothing.
    initialRect: { width: 1100, height: 760 },
    rangeExtractor: (range) => withFocused(range, focused.current),
  });

  if (!windowed) {
    const nothing = () => undefined;
    return { shown: keys.map((_, index) => index), before: 0, after: 0, measure: nothing, reveal: nothing };
  }
  const items = virtualizer.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  return {
    shown: items.map(({ index }) => index),
    before: first === undefined ? 0 : first.start - margin,
    after: last === undefined ? 0 : virtualizer.getTotalSize() - (last.end - margin),
    measure: virtualizer.measureElement,
    reveal: (index) => virtualizer.scrollToIndex(index, { align: 'center' }),
  };
}

function withFocused(range: Range, focused: number | null): number[] {
  const inSight = defaultRangeExtractor(range);
  if (focused === null || focused >= range.count) return inSight;
  return [...new Set([...inSight, focused])].sort((a, b) => a - b);
}

function scrollParent(element: HTMLElement): HTMLElement {
  for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY)) return parent;
  }
  return document.documentElement;
}
