import { CircleAlert, TriangleAlert } from 'lucide-react';
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
  const Icon = tone === 'danger' ? CircleAlert : TriangleAlert;
  return (
    <div className={cx(styles.warning, styles[tone])}>
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
      <div className={styles.words}>
        <p>
          <strong>{title}</strong> {children}
        </p>
        {fixes != null && <div className={styles.fixes}>{fixes}</div>}
      </div>
    </div>
  );
}
