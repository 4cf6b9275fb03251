import { useRef, type ReactNode } from 'react';
import { useIntl } from 'react-intl';

import { HeaderCell, Table } from '../../../components/Table';
import { VisuallyHidden } from '../../../components/VisuallyHidden';
import type { Row } from '../model/rows';
import type { Sort, SortColumn } from '../model/sort';
import styles from './ShareTable.module.css';
import { useRowWindow } from './useRowWindow';

/** What every row element needs: its place among all rows, its name for the focus, and to be measured. */
export interface RowProps {
  'data-index': number;
  'data-row': string;
  'aria-rowindex': number;
  ref: (element: HTMLTableRowElement | null) => void;
}

interface Props {
  rows: readonly Row[];
  sort: Sort;
  onSort: (column: SortColumn) => void;
  renderRow: (row: Row, props: RowProps) => ReactNode;
}

/** The list at the door as a table: shared folder · guests · at most · margin line · first end. */
export function ShareTable({ rows, sort, onSort, renderRow }: Props) {
  const intl = useIntl();
  const frame = useRef<HTMLDivElement>(null);
  const { shown, before, after, measure } = useRowWindow(rows, frame);
  const direction = (column: SortColumn) => (sort.column === column ? sort.direction : null);
  return (
    <div ref={frame} className={styles.frame}>
      {/* The head counts as the first row. */}
      <Table caption={intl.formatMessage({ id: 'shares.title' })} rowCount={rows.length + 1}>
        <colgroup>
          <col className={styles.folder} />
          <col className={styles.guests} />
          <col className={styles.level} />
          <col className={styles.end} />
          <col className={styles.act} />
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <HeaderCell sort={direction('name')} onSort={() => onSort('name')}>
              {intl.formatMessage({ id: 'shares.columnFolder' })}
            </HeaderCell>
            <HeaderCell>{intl.formatMessage({ id: 'shares.columnGuests' })}</HeaderCell>
            <HeaderCell>{intl.formatMessage({ id: 'shares.columnAtMost' })}</HeaderCell>
            <HeaderCell date sort={direction('end')} onSort={() => onSort('end')}>
              {intl.formatMessage({ id: 'shares.columnEnd' })}
            </HeaderCell>
            <HeaderCell>
              <VisuallyHidden>{intl.formatMessage({ id: 'shares.columnActions' })}</VisuallyHidden>
            </HeaderCell>
          </tr>
        </thead>
        <Room height={before} />
        <tbody>
          {shown.map(({ row, index }) =>
            renderRow(row, {
              'data-index': index,
              'data-row': row.key,
              'aria-rowindex': index + 2,
              ref: measure,
            }),
          )}
        </tbody>
        <Room height={after} />
      </Table>
    </div>
  );
}

/** Room for the rows that are not drawn. */
function Room({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tbody aria-hidden="true">
      <tr className={styles.room}>
        <td colSpan={5} style={{ blockSize: height }} />
      </tr>
    </tbody>
  );
}
