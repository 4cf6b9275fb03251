import { useEffect, useRef } from 'react';

/** The nearest thing to press in a row. */
const PRESSABLE = 'button, input, select, a[href]';

/**
 * Keeps the focus in the list when its row leaves. `prepare` is called before rows leave, with their keys; when one of
 * them has the focus, it goes to the next row that stays, and to `fallback` where there is none.
 */
export function useLeavingFocus(fallback: () => HTMLElement | null) {
  const next = useRef<{ key: string | null } | null>(null);

  useEffect(() => {
    if (next.current === null) return;
    const { key } = next.current;
    next.current = null;
    const row = key === null ? null : rowElement(key);
    (row?.querySelector<HTMLElement>(PRESSABLE) ?? fallback())?.focus();
  });

  /** `order` are the keys of all rows, as they stand now. */
  return function prepare(leaving: ReadonlySet<string>, order: readonly string[]): void {
    const focused = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row;
    if (focused === undefined) return;
    const from = order.indexOf(focused);
    if (!leaving.has(focused.replace(/#note$/, '')) || from < 0) return;
    const stays = (key: string) => !leaving.has(key.replace(/#note$/, ''));
    next.current = { key: order.slice(from).find(stays) ?? order.slice(0, from).findLast(stays) ?? null };
  };
}

function rowElement(key: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`);
}
