import { useId, type ComponentProps, type ReactNode } from 'react';
import styles from './Checkbox.module.css';
import { cx } from './cx';

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'checked' | 'onChange' | 'children'> {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
  /** A second line in smaller type. */
  hint?: ReactNode;
  /** The sentence that says that the tick is still needed. */
  error?: ReactNode;
}

/** A box to tick, with its words as the label. */
export function Checkbox({ checked, onChange, children, hint, error, className, ...rest }: CheckboxProps) {
  const id = useId();
  const described = [error != null && `${id}-error`, hint != null && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div className={cx(styles.row, className)}>
      <input
        {...rest}
        id={id}
        type="checkbox"
        className={styles.box}
        checked={checked}
        aria-describedby={described || undefined}
        aria-invalid={error != null || undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <div>
        <label htmlFor={id}>{children}</label>
        {hint != null && (
          <div id={`${id}-hint`} className={styles.hint}>
            {hint}
          </div>
        )}
        {error != null && (
          <div id={`${id}-error`} className={styles.error}>
            {error}
          </div>
        )}
      </div>
    </div>
  );
}
