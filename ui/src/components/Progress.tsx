import type { ComponentProps, ReactNode, Ref } from 'react';
import { ProgressBar as AriaProgressBar } from 'react-aria-components';
import { FormattedMessage } from 'react-intl';
import styles from './Progress.module.css';
import { Spinner } from './Spinner';

interface ProgressRowProps extends ComponentProps<'li'> {
  avatar: ReactNode;
  name: ReactNode;
  /** Where it is, in words, or a badge when it is over. */
  state: ReactNode;
  /** A spinner before the words. */
  active?: boolean;
}

/** One line of work under way. Stands in a `ProgressList`. */
export function ProgressRow({ avatar, name, state, active = false, ...rest }: ProgressRowProps) {
  return (
    <li {...rest} className={styles.row}>
      {avatar}
      <span className={styles.name}>{name}</span>
      <span className={styles.state}>
        {active && <Spinner size={16} />}
        {state}
      </span>
    </li>
  );
}

/** The card around the rows. */
export function ProgressList({
  label,
  ref,
  children,
}: {
  label: string;
  ref?: Ref<HTMLUListElement>;
  children: ReactNode;
}) {
  return (
    <ul ref={ref} className={styles.list} aria-label={label}>
      {children}
    </ul>
  );
}

interface ProgressBarProps {
  label: string;
  /** Null while nobody can say how far it is. */
  done: number | null;
  total: number;
  /** Instead of "2 of 4". */
  words?: string;
}

/** One bar with "2 of 4" in words. */
export function ProgressBar({ label, done, total, words }: ProgressBarProps) {
  return (
    <AriaProgressBar
      className={styles.progress ?? ''}
      aria-label={label}
      {...(done === null ? { isIndeterminate: true } : { value: done, maxValue: Math.max(total, 1) })}
      {...(words !== undefined && { valueLabel: words })}
    >
      {({ percentage }) => (
        <>
          <span className={styles.bar}>
            <span className={styles.fill} style={{ inlineSize: `${percentage ?? 0}%` }} />
          </span>
          <span className={styles.count}>
            {words ?? <FormattedMessage id="common.progressOf" values={{ done, total }} />}
          </span>
        </>
      )}
    </AriaProgressBar>
  );
}
