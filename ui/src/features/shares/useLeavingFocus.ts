import { useEffect, useRef } from 'react';

/** The nearest thing to press in a row. */
const PRESSABLE = 'button, input, select, a[href]';

/**
 * Keeps the focus in the list when its row leaves. `prepare` is called before rows leave, with their keys and those of
 * all rows as they stand; the focus goes to the next row that stays, and to `fallback` where there is none.
 */
export function useLeavingFocus(fallback: () => HTMLElement | null) {
  const next = useRef<{ key: string | null } | null>(null);

  useEffect(() => {
    if (next.current === null) return;
    const { key } = next.current;
    next.current = null;
    const row = key === null ? null : document.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`);
    (row?.querySelector<HTMLElement>(PRESSABLE) ?? fallback())?.focus();
  });

  return function prepare(leaving: ReadonlySet<string>, order: readonly string[]): void {
    const focused = focusedRow();
    // The dialog that asked may not have given the focus back yet: then it would go back to the row that leaves.
    const from = order.findIndex((key) => (focused === null ? leaving.has(key) : key === focused));
    if (from < 0 || !leaving.has(order[from] ?? '')) return;
    const stays = (key: string) => !leaving.has(key);
    next.current = { key: order.slice(from).find(stays) ?? order.slice(0, from).findLast(stays) ?? null };
  };
}

/** Key of the row with the focus; null where nothing, or a dialog that is about to close, has it. */
function focusedRow(): string | null {
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) return null;
  if (activeElement.closest('[role="alertdialog"]') !== null) return null;
  return activeElement.closest<HTMLElement>('[data-row]')?.dataset.row ?? '';
}
