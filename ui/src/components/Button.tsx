import type { LucideIcon } from 'lucide-react';
import { useId, type ComponentProps } from 'react';
import styles from './Button.module.css';
import { cx } from './cx';
import { Spinner } from './Spinner';

export type ButtonVariant = 'primary' | 'default' | 'quiet' | 'danger' | 'danger-filled';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  variant?: ButtonVariant;
  size?: 'large' | 'normal' | 'small';
  icon?: LucideIcon;
  /** Stands after the text, as the arrow of "Review 4 guests →". Flips with the writing direction. */
  iconAfter?: LucideIcon;
  /** Under way: a spinner replaces the icon and a second press does nothing. The text says what happens. */
  busy?: boolean;
  /** Why it can't be used now. The button stays in the tab order and says the reason below itself. */
  unavailable?: string | null;
}

/** A button that names its act. */
export function Button({
  variant = 'default',
  size = 'normal',
  icon: Icon,
  iconAfter: IconAfter,
  busy = false,
  unavailable = null,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const blocked = busy || unavailable !== null;
  const iconSize = size === 'small' ? 16 : 18;
  const button = (
    <button
      {...rest}
      type={type}
      className={cx(
        styles.button,
        styles[variant],
        styles[size],
        unavailable !== null && styles.unavailable,
        className,
      )}
      aria-disabled={blocked || undefined}
      aria-describedby={unavailable === null ? rest['aria-describedby'] : reasonId}
      onClick={(event) => {
        if (blocked) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <Spinner size={iconSize} /> : Icon && <Icon size={iconSize} strokeWidth={1.75} aria-hidden="true" />}
      <span>{children}</span>
      {IconAfter && <IconAfter className={styles.flips} size={iconSize} strokeWidth={1.75} aria-hidden="true" />}
    </button>
  );
  if (unavailable === null) return button;
  return (
    <span className={styles.withReason}>
      {button}
      <span id={reasonId} className={styles.reason}>
        {unavailable}
      </span>
    </span>
  );
}
