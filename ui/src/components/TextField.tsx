import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx';
import { Field, type FieldTexts } from './Field';
import styles from './Field.module.css';

interface TextFieldProps extends FieldTexts, Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  value: string;
  onChange: (value: string) => void;
  icon?: LucideIcon;
}

/** One line of text. What was typed stays, also when it can't be used. */
export function TextField({
  label,
  hint,
  error,
  optional,
  labelHidden,
  icon: Icon,
  value,
  onChange,
  id,
  className,
  ...rest
}: TextFieldProps) {
  return (
    <Field {...{ id, label, hint, error, optional, labelHidden }}>
      {(control) => (
        <span className={Icon ? styles.withIcon : undefined}>
          {Icon && <Icon size={18} strokeWidth={1.75} aria-hidden="true" />}
          <input
            autoComplete="off"
            spellCheck={false}
            {...rest}
            {...control}
            className={cx(styles.control, className)}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        </span>
      )}
    </Field>
  );
}
