import { useEffect, useRef, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import styles from '../FirstRun.module.css';

/** Step, h1 and lead; takes the focus when its step begins. */
export function Heading({ step, title, lead }: { step: 1 | 2; title: string; lead: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const appName = useIntl().formatMessage({ id: 'common.appName' });
  useEffect(() => {
    heading.current?.focus();
    document.title = `${title} – ${appName}`;
  }, [title, appName]);
  return (
    <div className={styles.head}>
      <p className={styles.step}>
        <FormattedMessage id="firstRun.step" values={{ step }} />
      </p>
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {title}
      </h1>
      <p className={styles.lead}>{lead}</p>
    </div>
  );
}
