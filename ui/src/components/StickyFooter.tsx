import { useLayoutEffect, useRef, type ReactNode } from 'react';
import styles from './StickyFooter.module.css';

/** The summary at the start, one quiet and one primary button at the end. */
export function StickyFooter({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  const footer = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = footer.current;
    if (!element) return;
    // Toasts stand above it, whatever its height.
    const root = document.documentElement;
    root.style.setProperty('--footer-size', `${element.offsetHeight}px`);
    return () => {
      root.style.removeProperty('--footer-size');
    };
  }, []);
  return (
    <footer ref={footer} className={styles.footer}>
      <div className={styles.inner}>
        <div className={styles.summary}>{summary}</div>
        <div className={styles.actions}>{children}</div>
      </div>
    </footer>
  );
}
