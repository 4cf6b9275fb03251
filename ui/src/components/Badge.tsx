import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Badge.module.css';
import { cx } from './cx';

export type Tone = 'neutral' | 'attn' | 'danger' | 'good';

/** A remark in words with an icon. Not a control. */
export function Badge({
  tone = 'neutral',
  icon: Icon,
  children,
}: {
  tone?: Tone;
  icon: LucideIcon;
  children: ReactNode;
}) {
  return (
    <span className={cx(styles.badge, styles[tone])}>
      <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
      {children}
    </span>
  );
}
