import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';

/** What can be focused inside a row, in the order of the screen. */
const CONTROLS = 'input, button, a[href]';

/** Rows of one press of Page Up or Page Down. */
const PAGE_ROWS = 10;

interface Options {
  /** Rows in all. */
  count: number;
  table: RefObject<HTMLElement | null>;
  /** Opens or closes a row; false when it can't be (any more). */
  onOpen: (index: number, open: boolean) => boolean;
  /** Index of the row above that this one belongs to. */
  parentOf: (index: number) => number | null;
  /** Ticks a row, or all rows up to it. */
  onSelect: (index: number, range: boolean) => void;
  onSelectAll: () => void;
}

/**
 * The keys of a tree grid (ARIA Authoring Practices): up and down between rows, right and left to open and close a
 * row and to step through its controls, space to tick, Shift for a range. Only the active row is in the tab order, so
 * ten thousand rows are one stop.
 */
export function useRowFocus({ count, table, onOpen, parentOf, onSelect, onSelectAll }: Options) {
  const [wanted, setActive] = useState(0);
  const active = Math.max(0, Math.min(wanted, count - 1));
  /** A row of the table has the focus, or had it until it was drawn anew. */
  const held = useRef(false);

  const rowAt = (index: number) => table.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`);
  useEffect(() => {
    // A row that was out of sight, or that came in the place of another, gets what that one had.
    if (held.current && document.activeElement === document.body) {
      table.current?.querySelector<HTMLElement>(`tr[data-index="${active}"]`)?.focus();
    }
  });

  const move = (to: number) => {
    const next = Math.max(0, Math.min(to, count - 1));
    const row = rowAt(next);
    if (row != null) row.focus();
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    held.current = true;
    setActive(next);
  };
  const onFocus = (index: number) => {
    held.current = true;
    setActive(index);
  };
  const onBlur = ({ target, relatedTarget }: FocusEvent<HTMLElement>) => {
    if (relatedTarget !== null) held.current = table.current?.contains(relatedTarget) ?? false;
    // An element that is taken away loses the focus, too; one that stays has given it up.
    else setTimeout(() => (held.current &&= !target.isConnected || document.activeElement !== document.body));
  };

  const step = (row: HTMLElement, from: HTMLElement, by: 1 | -1) => {
    const controls = [...row.querySelectorAll<HTMLElement>(CONTROLS)];
    (controls[controls.indexOf(from) + by] ?? row).focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>('tr[data-index]');
    if (row === null || event.altKey) return;
    const index = Number(row.dataset.index);
    const onRow = target === row;
    const handled = ((): boolean => {
      switch (event.key) {
        case 'ArrowDown':
        case 'ArrowUp': {
          const to = index + (event.key === 'ArrowDown' ? 1 : -1);
          move(to);
          if (event.shiftKey && to >= 0 && to < count) onSelect(to, true);
          return true;
        }
        case 'PageDown':
        case 'PageUp':
          move(index + (event.key === 'PageDown' ? PAGE_ROWS : -PAGE_ROWS));
          return true;
        case 'Home':
        case 'End':
          move(event.key === 'Home' ? 0 : count - 1);
          return true;
        case 'ArrowRight':
        case 'ArrowLeft': {
          const forward = (event.key === 'ArrowRight') === (getComputedStyle(row).direction !== 'rtl');
          if (!onRow) step(row, target, forward ? 1 : -1);
          else if (forward) {
            if (!onOpen(index, true)) row.querySelector<HTMLElement>(CONTROLS)?.focus();
          } else if (!onOpen(index, false)) move(parentOf(index) ?? index);
          return true;
        }
        case ' ':
          if (onRow) onSelect(index, event.shiftKey);
          return onRow;
        case 'a':
          if (event.ctrlKey || event.metaKey) onSelectAll();
          return event.ctrlKey || event.metaKey;
        case 'Escape':
          if (!onRow) row.focus();
          return !onRow;
        default:
          return false;
      }
    })();
    if (handled) event.preventDefault();
  };

  return { active, onFocus, onBlur, onKeyDown };
}
