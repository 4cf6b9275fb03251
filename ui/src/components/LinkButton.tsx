import type { ComponentProps } from 'react';
import { cx } from './cx';
import styles from './LinkButton.module.css';

/** Looks like a link, stands in running text, and acts inside the app. */
export function LinkButton({ className, ...rest }: ComponentProps<'button'>) {
  return <button type="button" {...rest} className={cx(styles.link, className)} />;
}
