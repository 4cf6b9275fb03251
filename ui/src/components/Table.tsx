import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx';
import styles from './Table.module.css';

interface TableProps extends ComponentProps<'table'> {
  caption: string;
  /** All rows with the head, where only those in sight are in the page. */
  rowCount?: number;
}

/** A real table in a card. Below 700 px each row becomes a card of its own: give every cell its `label`. */
export function Table({ caption, rowCount, children, ...rest }: TableProps) {
  return (
    <div className={styles.card}>
      <table {...rest} className={styles.table} aria-rowcount={rowCount}>
        <caption className={styles.caption}>{caption}</caption>
        {children}
      </table>
    </div>
  );
}

export type SortDirection = 'ascending' | 'descending';

interface HeaderCellProps extends ComponentProps<'th'> {
  /** The direction if the table is sorted by this column; null if it could be. */
  sort?: SortDirection | null;
  onSort?: () => void;
  /** The column with the margin line. */
  date?: boolean;
}

/** The head of a column; a button if the table can be sorted by it. */
export function HeaderCell({ children, sort = null, onSort, date = false, className, ...rest }: HeaderCellProps) {
  const Arrow = sort === 'descending' ? ArrowDown : ArrowUp;
  return (
    <th
      {...rest}
      scope="col"
      className={cx(date && styles.date, className)}
      aria-sort={onSort ? (sort ?? 'none') : undefined}
    >
      {onSort ? (
        <button type="button" className={styles.sort} onClick={onSort}>
          {children}
          {sort !== null && <Arrow size={14} strokeWidth={1.75} aria-hidden="true" />}
        </button>
      ) : (
        children
      )}
    </th>
  );
}

interface CellProps extends ComponentProps<'td'> {
  /** The column's name, shown before the cell when rows are cards. */
  label?: string;
  /** The column with the margin line. */
  date?: boolean;
}

/** One cell. */
export function Cell({ label, date = false, className, children, ...rest }: CellProps) {
  return (
    <td {...rest} data-label={label} className={cx(date && styles.date, className)}>
      {children}
    </td>
  );
}

/** One row; `nested` rows stand on paper, below the row that opened them. */
export function Row({
  selected = false,
  nested = false,
  tone,
  className,
  ...rest
}: ComponentProps<'tr'> & { selected?: boolean; nested?: boolean; tone?: 'danger' }) {
  return (
    <tr
      {...rest}
      // Where rows can be selected, those that are not say so, too.
      aria-selected={rest['aria-selected'] ?? (selected || undefined)}
      className={cx(
        selected && styles.selected,
        nested && styles.nested,
        tone === 'danger' && styles.danger,
        className,
      )}
    />
  );
}
