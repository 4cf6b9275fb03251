import type { LucideIcon } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { cx } from './cx';
import styles from './Page.module.css';

interface PageProps {
  /** The one h1 of the screen. */
  title: string;
  /** Says what kind of thing the screen is about. */
  icon?: LucideIcon;
  /** The line under it. */
  lead?: ReactNode;
  /** Beside the title, at the end. */
  actions?: ReactNode;
  /** `column` for forms, review and done; `wide` for lists and tables. */
  width?: 'column' | 'wide';
  /** Another screen stands in its place for now; what is in this one is kept. */
  away?: boolean;
  children: ReactNode;
  /** Sticks to the bottom; becomes part of the page when there is little room. */
  footer?: ReactNode;
}

/** A screen: its heading takes the focus when the screen opens, so that a screen reader says where one is. */
export function Page({
  title,
  icon: Icon,
  lead,
  actions,
  width = 'column',
  away = false,
  children,
  footer,
}: PageProps) {
  const page = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const appName = useIntl().formatMessage({ id: 'common.appName' });
  useEffect(() => {
    // The same frame may have been scrolled for the screen before.
    if (page.current?.contains(document.activeElement)) return;
    for (let frame = page.current?.parentElement; frame; frame = frame.parentElement) frame.scrollTop = 0;
  }, []);
  useEffect(() => {
    if (away) return;
    // A part of the screen that asks something has taken it already.
    if (!page.current?.contains(document.activeElement)) heading.current?.focus({ preventScroll: true });
    document.title = `${title} – ${appName}`;
  }, [title, appName, away]);
  return (
    <>
      <div ref={page} hidden={away} className={cx(styles.page, styles[width])}>
        <div className={styles.header}>
          {Icon && (
            <span className={styles.icon}>
              <Icon size={22} strokeWidth={1.75} aria-hidden="true" />
            </span>
          )}
          <div className={styles.heading}>
            <h1 ref={heading} tabIndex={-1} className={styles.title}>
              {title}
            </h1>
            {lead != null && <p className={styles.lead}>{lead}</p>}
          </div>
          {actions != null && <div className={styles.actions}>{actions}</div>}
        </div>
        {children}
      </div>
      {footer}
    </>
  );
}

/** A part of a screen under its own h2. */
export function Section({ title, actions, children }: { title: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <div className={styles.sectionHeader}>
        <h2>{title}</h2>
        {actions != null && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </section>
  );
}
