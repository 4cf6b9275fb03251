import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx';
import { Field, type FieldTexts } from './Field';
import styles from './Field.module.css';

interface SelectProps<V extends string> extends FieldTexts, Omit<ComponentProps<'select'>, 'value' | 'onChange'> {
  value: V;
  onChange: (value: V) => void;
  options: readonly { value: V; label: string }[];
}

/** A choice out of a few, by the system's own control. */
export function Select<V extends string>({
  label,
  hint,
  error,
  optional,
  labelHidden,
  value,
  onChange,
  options,
  id,
  className,
  ...rest
}: SelectProps<V>) {
  return (
    <Field {...{ id, label, hint, error, optional, labelHidden }}>
      {(control) => (
        <span className={styles.select}>
          <select
            {...rest}
            {...control}
            className={cx(styles.control, className)}
            value={value}
            onChange={(event) => {
              const chosen = options.find((option) => option.value === event.target.value);
              if (chosen) onChange(chosen.value);
            }}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown size="1rem" aria-hidden />
        </span>
      )}
    </Field>
  );
}
