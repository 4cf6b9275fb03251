import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx';
import styles from './IconButton.module.css';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'disabled'> {
  icon: LucideIcon;
  /** Its spoken name, shown as a tooltip too. */
  label: string;
  /** With a border, for standing alone; without one in rows. */
  bordered?: boolean;
}

/** A button that shows an icon only, where a row has no room for words. */
export function IconButton({ icon: Icon, label, bordered = false, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={cx(styles.button, bordered && styles.bordered, className)}
      aria-label={label}
      title={label}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}
