import { useRef } from 'react';
import { useIntl } from 'react-intl';

import { HeaderCell, Table } from '../../../components/Table';
import { useSteady } from '../../../components/useSteady';
import { VisuallyHidden } from '../../../components/VisuallyHidden';
import type { AuditQuery, AuditSort } from '../../../ipc/bindings';
import { isSelected, isTop, tickOfAll, type Selection } from '../model/selection';
import { PAGE, useAuditPages, useAuditSource } from '../queries/useAuditRows';
import { useRowWindow } from '../queries/useRowWindow';
import { useRowFocus } from '../useRowFocus';
import styles from './AuditTable.module.css';
import { ListRow, type RowActions } from './ListRow';
import { TickBox } from './TickBox';

interface Props {
  query: AuditQuery;
  generation: number;
  selection: Selection;
  onSort: (sort: AuditSort) => void;
  offline: boolean;
  actions: RowActions;
  /** Ticks rows or takes their ticks away: one, or all from the last one up to it. */
  onTick: (from: number, to: number, on: boolean) => void;
  onTickAll: (on: boolean) => void;
}

const COLUMNS = {
  shares: ['shares.columnFolder', 'shares.columnGuests'],
  people: ['shares.columnPerson', 'shares.columnShares'],
  groups: ['shares.columnGroup', 'shares.columnShares'],
} as const;

/** The list at the door as a tree grid: who or what · how many · at most · margin line · first end. */
export function AuditTable({ query, generation, selection, offline, actions, onSort, onTick, onTickAll }: Props) {
  const intl = useIntl();
  const frame = useRef<HTMLDivElement>(null);
  const anchor = useRef<number | null>(null);
  const source = useAuditSource(query, generation);
  const total = source.head?.total ?? 0;
  const matches = source.head?.matches ?? 0;
  // The view whose rows are shown: those of another one may still be on their way.
  const { view } = source.shown.query;

  const tick = (index: number, on: boolean, range: boolean) => {
    onTick(range && anchor.current !== null ? anchor.current : index, index, on);
    anchor.current = index;
  };
  const focus = useRowFocus({
    count: total,
    table: frame,
    onOpen: (index, open) => {
      const row = rowAt(index);
      if (row == null || !isTop(row) || query.open.includes(row.key) === open) return false;
      actions.onOpen(row.key, open);
      return true;
    },
    parentOf: (index) => {
      const row = rowAt(index);
      if (row?.kind !== 'grant') return null;
      for (let above = index - 1; above >= 0; above -= 1) if (rowAt(above)?.kind !== 'grant') return above;
      return null;
    },
    onSelect: (index, range) => {
      const row = rowAt(index);
      if (range) tick(index, true, true);
      else if (row != null && isTop(row)) tick(index, !isSelected(selection, row.key), false);
    },
    onSelectAll: () => onTickAll(true),
  });
  const { slots, indexes, measure } = useRowWindow(total, focus.active, frame);
  const rowAt = useAuditPages(source, pagesOf(indexes));
  const steady = useSteady({ ...actions, onFocus: focus.onFocus, onTick: tick });

  const direction = (sort: AuditSort) => {
    if (query.sort !== sort) return null;
    return query.descending ? 'descending' : 'ascending';
  };
  const [name, count] = COLUMNS[view];
  return (
    <div ref={frame} className={styles.frame}>
      <Table
        role="treegrid"
        aria-multiselectable
        // The head counts as the first row.
        rowCount={total + 1}
        caption={intl.formatMessage({ id: 'shares.title' })}
        onKeyDown={focus.onKeyDown}
        onBlur={focus.onBlur}
      >
        <colgroup>
          <col className={styles.tick} />
          <col />
          <col className={styles[view]} />
          <col className={styles.level} />
          <col className={styles.end} />
          <col className={styles.act} />
        </colgroup>
        <thead>
          <tr role="row" aria-rowindex={1}>
            <HeaderCell role="columnheader" className={styles.tickHead}>
              <TickBox
                label={intl.formatMessage({ id: 'shares.selectAll' })}
                ticked={tickOfAll(selection, matches)}
                tabIndex={0}
                onTick={() => onTickAll(tickOfAll(selection, matches) !== 'all')}
              />
            </HeaderCell>
            <HeaderCell role="columnheader" sort={direction('name')} onSort={() => onSort('name')}>
              {intl.formatMessage({ id: name })}
            </HeaderCell>
            <HeaderCell role="columnheader" sort={direction('count')} onSort={() => onSort('count')}>
              {intl.formatMessage({ id: count })}
            </HeaderCell>
            <HeaderCell role="columnheader" sort={direction('level')} onSort={() => onSort('level')}>
              {intl.formatMessage({ id: 'shares.columnAtMost' })}
            </HeaderCell>
            <HeaderCell role="columnheader" date sort={direction('firstEnd')} onSort={() => onSort('firstEnd')}>
              {intl.formatMessage({ id: 'shares.columnEnd' })}
            </HeaderCell>
            <HeaderCell role="columnheader">
              <VisuallyHidden>{intl.formatMessage({ id: 'shares.columnActions' })}</VisuallyHidden>
            </HeaderCell>
          </tr>
        </thead>
        <tbody>
          {slots.map((slot) => {
            if (slot.kind === 'room') return <Room key={`before-${slot.before}`} height={slot.height} />;
            const { index } = slot;
            const row = rowAt(index);
            const top = row !== null && isTop(row);
            return (
              <ListRow
                key={index}
                {...{ index, row, offline, measure }}
                active={index === focus.active}
                open={top && query.open.includes(row.key)}
                selected={top && isSelected(selection, row.key)}
                actions={steady}
              />
            );
          })}
        </tbody>
      </Table>
    </div>
  );
}

/** Room for the rows that are not drawn. */
function Room({ height }: { height: number }) {
  return (
    <tr className={styles.room} aria-hidden="true">
      <td colSpan={6} style={{ blockSize: height }} />
    </tr>
  );
}

function pagesOf(indexes: readonly number[]): number[] {
  return [...new Set([0, ...indexes.map((index) => Math.floor(index / PAGE))])];
}
