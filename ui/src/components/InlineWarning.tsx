import type { ReactNode } from 'react';
import { cx } from './cx';
import styles from './InlineWarning.module.css';

interface InlineWarningProps {
  /** The claim, bold. */
  title: ReactNode;
  /** Its reason. */
  children?: ReactNode;
  /** Small buttons, the safe fix first. */
  fixes?: ReactNode;
  /** Brick where something failed; ochre otherwise. */
  tone?: 'attn' | 'danger';
}

/** A warning under the row that it belongs to, with its fixes. */
export function InlineWarning({ title, children, fixes, tone = 'attn' }: InlineWarningProps) {
  return (
    <div className={cx(styles.warning, styles[tone])}>
      <p>
        <strong>{title}</strong> {children}
      </p>
      {fixes != null && <div className={styles.fixes}>{fixes}</div>}
    </div>
  );
}
