import { useEffect, useRef, useState, type RefObject } from 'react';
import { typedAhead } from './picked';
import { usePageKeys } from './usePageKeys';

/** Letters that come faster than this belong to one word. */
const WORD_MS = 900;

interface Options {
  /** Of the folders, which are the first rows. */
  names: readonly string[];
  frame: RefObject<HTMLElement | null>;
  /** Scrolls to a row that may not be in the page. */
  reveal: (index: number) => void;
}

/**
 * The keys of a file manager: up and down between folders, Home and End, and letters that find one. Enter is the row's
 * own. Only the active row is in the tab order, so a long list is one stop.
 */
export function useFolderKeys({ names, frame, reveal }: Options) {
  const [wanted, setActive] = useState(0);
  const active = Math.max(0, Math.min(wanted, names.length - 1));
  const typed = useRef({ text: '', at: 0 });
  /** A row that is to have the focus as soon as it is in the page. */
  const due = useRef<number | null>(null);

  const rowAt = (index: number) =>
    frame.current?.querySelector<HTMLElement>(`[data-index="${index}"] > button`) ?? null;
  useEffect(() => {
    const row = due.current === null ? null : rowAt(due.current);
    if (row === null) return;
    due.current = null;
    row.focus();
  });

  function move(to: number) {
    const next = Math.max(0, Math.min(to, names.length - 1));
    const row = rowAt(next);
    setActive(next);
    if (row !== null) row.focus();
    else {
      due.current = next;
      reveal(next);
    }
  }

  function type(letter: string, now: number): boolean {
    const before = now - typed.current.at < WORD_MS ? typed.current.text : '';
    const text = before + letter;
    typed.current = { text, at: now };
    // The same letter again goes on to the next name; a longer word may still be the active one.
    const repeated = text.length > 1 && text === letter.repeat(text.length);
    const found = typedAhead(names, repeated ? letter : text, before === '' || repeated ? active + 1 : active);
    if (found >= 0) move(found);
    return found >= 0;
  }

  usePageKeys((event) => {
    if (names.length === 0) return;
    const onRow = frame.current?.contains(document.activeElement) ?? false;
    const handled = ((): boolean => {
      switch (event.key) {
        case 'ArrowDown':
          move(onRow ? active + 1 : active);
          return true;
        case 'ArrowUp':
          if (onRow) move(active - 1);
          return onRow;
        case 'Home':
        case 'End':
          if (onRow) move(event.key === 'Home' ? 0 : names.length - 1);
          return onRow;
        default: {
          const inWord = event.timeStamp - typed.current.at < WORD_MS;
          return event.key.length === 1 && (event.key !== ' ' || inWord) && type(event.key, event.timeStamp);
        }
      }
    })();
    if (handled) event.preventDefault();
  });

  return { active, move, onFocus: setActive };
}
