import type { ReactNode, Ref } from 'react';
import { cx } from './cx';
import styles from './GuestList.module.css';
import type { ItemProps } from './WindowedItems';

/** The list at the door: a ruled card of guests. `head` is its first line, such as the people box. */
export function GuestListCard({
  label,
  head,
  listRef,
  children,
}: {
  label: string;
  head?: ReactNode;
  listRef?: Ref<HTMLUListElement>;
  children?: ReactNode;
}) {
  return (
    <div className={styles.card}>
      {head != null && <div className={styles.head}>{head}</div>}
      <ul ref={listRef} aria-label={label}>
        {children}
      </ul>
    </div>
  );
}

interface GuestRowProps {
  avatar: ReactNode;
  name: ReactNode;
  /** Address, organisation: one line each. */
  lines?: ReactNode[];
  /** At most two. */
  badges?: ReactNode;
  /** Its level, or the control for it. */
  level?: ReactNode;
  /** `level` is a word or two and leaves the room to the name. */
  narrowLevel?: boolean;
  /** Behind the margin line: the day it ends, or why there is none. */
  date: ReactNode;
  /** The button at the end. */
  remove?: ReactNode;
  /** A problem or a warning, below the row and over its whole width. */
  below?: ReactNode;
  /** A failed row is tinted. */
  tone?: 'danger';
  rowRef?: Ref<HTMLLIElement>;
  /** Its place in a windowed list. */
  item?: ItemProps;
}

/** One guest: who · what they may do · margin line · until when. */
export function GuestRow({
  avatar,
  name,
  lines = [],
  badges,
  level,
  narrowLevel = false,
  date,
  remove,
  below,
  tone,
  rowRef,
  item,
}: GuestRowProps) {
  return (
    <li
      {...item}
      ref={item?.ref ?? rowRef}
      tabIndex={-1}
      className={cx(styles.row, tone === 'danger' && styles.danger)}
    >
      <div className={styles.cells}>
        <div className={styles.who}>
          {avatar}
          <div className={styles.words}>
            <div className={styles.name}>{name}</div>
            {lines.map((line, index) => (
              // Lines never move.
              <div key={index} className={styles.line}>
                {line}
              </div>
            ))}
            {badges != null && <div className={styles.badges}>{badges}</div>}
          </div>
        </div>
        {level != null && <div className={cx(styles.level, narrowLevel && styles.narrow)}>{level}</div>}
        <div className={styles.date}>{date}</div>
        {remove != null && <div className={styles.remove}>{remove}</div>}
      </div>
      {below != null && <div className={styles.below}>{below}</div>}
    </li>
  );
}
