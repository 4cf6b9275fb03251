import { useEffect, useEffectEvent } from 'react';

/** Where keys are for typing, or for something that lies above the page. */
const OTHERS = 'input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"], [role="menu"]';

/** Calls back for keys that belong to the page as a whole, wherever on it the focus is. */
export function usePageKeys(onKey: (event: KeyboardEvent) => void): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const elsewhere = event.target instanceof Element && event.target.closest(OTHERS) !== null;
    if (elsewhere || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    onKey(event);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

/** Backspace goes up, as in file managers. */
export function useUpKey(up: () => void): void {
  usePageKeys((event) => {
    if (event.key !== 'Backspace') return;
    event.preventDefault();
    up();
  });
}
