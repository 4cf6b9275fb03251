import type { LucideIcon } from 'lucide-react';
import { RadioGroup } from 'react-aria-components';
import { RadioOption } from './RadioOption';
import styles from './Choice.module.css';

interface SegmentedControlProps<V extends string> {
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly { value: V; label: string; icon?: LucideIcon }[];
}

/** One of a few views or settings, all of them in sight. */
export function SegmentedControl<V extends string>({ label, value, onChange, options }: SegmentedControlProps<V>) {
  return (
    <RadioGroup
      className={styles.segments ?? ''}
      orientation="horizontal"
      aria-label={label}
      value={value}
      onChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <RadioOption key={option.value} value={option.value} className={styles.segment}>
          {option.icon && <option.icon size={16} strokeWidth={1.75} aria-hidden="true" />}
          {option.label}
        </RadioOption>
      ))}
    </RadioGroup>
  );
}
