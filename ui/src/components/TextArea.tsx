import type { ComponentProps } from 'react';
import { cx } from './cx';
import { Field, type FieldTexts } from './Field';
import styles from './Field.module.css';

interface TextAreaProps extends FieldTexts, Omit<ComponentProps<'textarea'>, 'value' | 'onChange'> {
  value: string;
  onChange: (value: string) => void;
}

/** Several lines of text. */
export function TextArea({
  label,
  hint,
  error,
  optional,
  labelHidden,
  value,
  onChange,
  id,
  className,
  ...rest
}: TextAreaProps) {
  return (
    <Field {...{ id, label, hint, error, optional, labelHidden }}>
      {(control) => (
        <textarea
          rows={3}
          {...rest}
          {...control}
          className={cx(styles.control, styles.area, className)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
