import type { ReactNode } from 'react';
import { Mark } from '../components/Mark';
import styles from './Activity.module.css';

interface ActivityEmptyProps {
  title: ReactNode;
  /** What will be listed here. */
  children: ReactNode;
  /** The one action that fills the list. */
  action?: ReactNode;
}

/** Stands where nothing has happened yet. */
export function ActivityEmpty({ title, children, action }: ActivityEmptyProps) {
  return (
    <div className={styles.empty}>
      <Mark size={4} />
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}
