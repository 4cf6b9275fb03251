import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useEffect, useState, type RefObject } from 'react';

import { scrollParent } from '../scrollParent';

/** From here on only the rows in sight, and a few around them, are in the page. */
const WINDOWED_FROM = 60;

/** Height before a row was measured, in pixels at the usual text size. */
const ESTIMATE = 72;

/** What to draw: a row, or room for rows that are not drawn. */
export type Slot = { kind: 'row'; index: number } | { kind: 'room'; before: number; height: number };

/** The slots from first to last. */
export interface RowWindow {
  slots: readonly Slot[];
  /** The rows among them. */
  indexes: readonly number[];
  measure: (element: HTMLElement | null) => void;
}

/** Draws long lists by what is in sight. The row that holds the focus stays in the page wherever the list is scrolled. */
export function useRowWindow(count: number, active: number, table: RefObject<HTMLElement | null>): RowWindow {
  const windowed = count >= WINDOWED_FROM;
  const { scroller, margin } = useScroller(table, windowed);

  // Nothing below is memoised, so the compiler's warning about it does not matter here.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count,
    enabled: windowed,
    getScrollElement: () => scroller,
    estimateSize: () => ESTIMATE,
    // Where nothing has a layout, a row is as high as rows usually are.
    measureElement: (element) => element.getBoundingClientRect().height || ESTIMATE,
    overscan: 5,
    scrollMargin: margin,
    // Where nothing can be measured yet, the first screenful is drawn rather than nothing.
    initialRect: { width: 1100, height: 760 },
    rangeExtractor: (range) => withActive(range, active),
  });

  if (!windowed) {
    const indexes = Array.from({ length: count }, (_, index) => index);
    return { indexes, slots: indexes.map((index) => ({ kind: 'row', index })), measure: nothing };
  }
  const slots: Slot[] = [];
  let end = margin;
  const items = virtualizer.getVirtualItems();
  for (const item of items) {
    if (item.start > end) slots.push({ kind: 'room', before: item.index, height: item.start - end });
    slots.push({ kind: 'row', index: item.index });
    end = item.end;
  }
  const rest = margin + virtualizer.getTotalSize() - end;
  if (rest > 0) slots.push({ kind: 'room', before: count, height: rest });
  return { slots, indexes: items.map(({ index }) => index), measure: virtualizer.measureElement };
}

/** Rows of short lists are as high as they are. */
function nothing() {
  return undefined;
}

function withActive(range: Range, active: number): number[] {
  const inSight = defaultRangeExtractor(range);
  if (active >= range.count || inSight.includes(active)) return inSight;
  return [...inSight, active].sort((a, b) => a - b);
}

/** The element that scrolls the table, and how far below its start the table begins. */
function useScroller(table: RefObject<HTMLElement | null>, windowed: boolean) {
  const [place, setPlace] = useState<{ scroller: HTMLElement | null; margin: number }>({ scroller: null, margin: 0 });
  useEffect(() => {
    const element = table.current;
    if (element === null || !windowed) return;
    const measure = () => {
      // In a narrow window another element scrolls, so this is found again each time.
      const scroller = scrollParent(element);
      const margin = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
      setPlace((before) => (before.scroller === scroller && before.margin === margin ? before : { scroller, margin }));
    };
    measure();
    window.addEventListener('resize', measure);
    // Banners and the bulk bar come and go above the table.
    const above = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(measure);
    for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) above?.observe(parent);
    return () => {
      window.removeEventListener('resize', measure);
      above?.disconnect();
    };
  }, [table, windowed]);
  return place;
}
