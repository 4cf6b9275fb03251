import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import styles from './Field.module.css';

export interface FieldTexts {
  label: ReactNode;
  /** One line below the field. */
  hint?: ReactNode;
  /** The sentence beside the field when what stands in it can't be used. */
  error?: ReactNode;
  /** Says "(optional)" after the label. */
  optional?: boolean;
  /** The label is spoken but not shown, where a heading above says the same. */
  labelHidden?: boolean;
}

interface FieldProps extends FieldTexts {
  id?: string | undefined;
  children: (control: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode;
}

/** Label above, control, then hint or error below and tied to it. */
export function Field({ id, label, hint, error, optional = false, labelHidden = false, children }: FieldProps) {
  const ownId = useId();
  const controlId = id ?? ownId;
  const invalid = error !== undefined && error !== null && error !== false;
  const described = [invalid && `${controlId}-error`, hint != null && `${controlId}-hint`].filter(Boolean).join(' ');
  return (
    <div className={styles.field}>
      <label className={labelHidden ? styles.hiddenLabel : styles.label} htmlFor={controlId}>
        {label}
        {optional && (
          <>
            {' '}
            <span className={styles.optional}>
              <FormattedMessage id="common.optional" />
            </span>
          </>
        )}
      </label>
      {children({
        id: controlId,
        ...(described !== '' && { 'aria-describedby': described }),
        ...(invalid && { 'aria-invalid': true }),
      })}
      {/* Always there, so that a screen reader hears the sentence when it appears. */}
      <div role="alert" className={styles.alert}>
        {invalid && (
          <span id={`${controlId}-error`} className={styles.error}>
            <CircleAlert size={16} strokeWidth={1.75} aria-hidden="true" />
            <span>{error}</span>
          </span>
        )}
      </div>
      {hint != null && (
        <span id={`${controlId}-hint`} className={styles.hint}>
          {hint}
        </span>
      )}
    </div>
  );
}
