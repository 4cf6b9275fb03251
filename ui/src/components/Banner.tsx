import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Banner.module.css';
import { cx } from './cx';

const icons = { attn: TriangleAlert, danger: CircleAlert, info: Info };

interface BannerProps {
  /** Ochre for what deserves a look, brick for what is broken, plain for what is good to know. */
  tone?: 'attn' | 'danger' | 'info';
  /** First sentence, bold. */
  title: ReactNode;
  /** One more. */
  children?: ReactNode;
  /** At most one small button, or a short row of them. */
  action?: ReactNode;
}

/** Something that is true of the whole screen. It stays while it is true. */
export function Banner({ tone = 'attn', title, children, action }: BannerProps) {
  const Icon = icons[tone];
  return (
    <div className={cx(styles.banner, styles[tone])} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
      <div className={styles.words}>
        <strong className={styles.title}>{title}</strong> {children}
      </div>
      {action != null && <div className={styles.action}>{action}</div>}
    </div>
  );
}
