import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Choice.module.css';
import { cx } from './cx';

interface FilterChipProps {
  on: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
  count?: number;
}

/** Narrows a list; on is a tick and a thicker border. */
export function FilterChip({ on, onChange, children, count }: FilterChipProps) {
  return (
    <button
      type="button"
      className={cx(styles.chip, on && styles.chipOn, count === 0 && !on && styles.chipEmpty)}
      aria-pressed={on}
      onClick={() => onChange(!on)}
    >
      {on && <Check size={14} strokeWidth={2} aria-hidden="true" />}
      {children} {count !== undefined && <span className={styles.count}>{count}</span>}
    </button>
  );
}
