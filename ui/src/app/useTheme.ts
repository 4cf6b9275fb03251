import { useEffect } from 'react';
import type { Theme } from '../ipc/bindings';

/** Paints the window in the chosen theme, at once: a fade of all colours would pass through unreadable pairs. */
export function useTheme(theme: Theme | undefined): void {
  useEffect(() => {
    const root = document.documentElement;
    root.dataset.repainting = '';
    if (theme === undefined || theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    // Reading a size makes the browser apply the new colours while nothing may fade.
    root.getBoundingClientRect();
    delete root.dataset.repainting;
  }, [theme]);
}
