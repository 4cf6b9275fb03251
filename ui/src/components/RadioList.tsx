import { useId, type ReactNode } from 'react';
import styles from './RadioList.module.css';

interface RadioListProps<V extends string> {
  /** What is chosen here. */
  legend: ReactNode;
  legendHidden?: boolean;
  /** Null while nothing is chosen. */
  value: V | null;
  onChange: (value: V) => void;
  options: readonly RadioOption<V>[];
}

export interface RadioOption<V extends string> {
  value: V;
  label: ReactNode;
  /** A second line in smaller type. */
  hint?: ReactNode;
  /** It can't be chosen; the hint says why. */
  disabled?: boolean;
  /** At the end of the line. */
  end?: ReactNode;
}

/** One of several, all of them in sight, one below the other. */
export function RadioList<V extends string>({
  legend,
  legendHidden = false,
  value,
  onChange,
  options,
}: RadioListProps<V>) {
  const name = useId();
  return (
    <fieldset className={styles.group}>
      <legend className={legendHidden ? styles.hidden : styles.legend}>{legend}</legend>
      {options.map((option, index) => {
        const id = `${name}-${index}`;
        return (
          <div key={option.value} className={styles.option}>
            <input
              id={id}
              type="radio"
              name={name}
              className={styles.radio}
              checked={value === option.value}
              disabled={option.disabled}
              aria-describedby={option.hint == null ? undefined : `${id}-hint`}
              onChange={() => onChange(option.value)}
            />
            <div className={styles.words}>
              <label htmlFor={id}>{option.label}</label>
              {option.hint != null && (
                <div id={`${id}-hint`} className={styles.hint}>
                  {option.hint}
                </div>
              )}
            </div>
            {option.end}
          </div>
        );
      })}
    </fieldset>
  );
}
