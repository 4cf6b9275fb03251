import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import styles from './ErrorPanel.module.css';

interface ErrorPanelProps {
  title: string;
  /** What happened, where the title says what it concerns instead. */
  happened?: string;
  meaning: string;
  action: string;
  /** Code and ids for support, one a line. */
  details: string[];
  /** Buttons. */
  children?: ReactNode;
}

/** What happened, what it means, what to do. */
export function ErrorPanel({ title, happened, meaning, action, details, children }: ErrorPanelProps) {
  return (
    <section className={styles.panel} role="alert">
      <CircleAlert size={22} strokeWidth={1.75} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <dl className={styles.list}>
          {happened !== undefined && (
            <>
              <dt>
                <FormattedMessage id="errors.whatHappened" />
              </dt>
              <dd>{happened}</dd>
            </>
          )}
          <dt>
            <FormattedMessage id="errors.whatItMeans" />
          </dt>
          <dd>{meaning}</dd>
          <dt>
            <FormattedMessage id="errors.whatToDo" />
          </dt>
          <dd>{action}</dd>
        </dl>
        <div className={styles.actions}>{children}</div>
        <p className={styles.details}>{details.join(' · ')}</p>
      </div>
    </section>
  );
}
