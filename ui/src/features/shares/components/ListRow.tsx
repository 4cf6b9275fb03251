import { memo } from 'react';

import type { MenuEntry } from '../../../components/MoreMenu';
import type { AuditRow, RowKey, ShareRow } from '../../../ipc/bindings';
import { isTop } from '../model/selection';
import { GrantRowView } from './GrantRowView';
import { PlaceholderRow } from './PlaceholderRow';
import { ShareRowView } from './ShareRowView';
import { SubjectRowView } from './SubjectRowView';

/** What the page does for a row. */
export interface RowActions {
  menuOf: (row: AuditRow) => readonly MenuEntry[];
  onOpenPage: (row: AuditRow) => void;
  onOpen: (key: RowKey, open: boolean) => void;
  onPoint: (row: ShareRow) => void;
}

/** What the table does for a row. */
export interface PlaceActions {
  onFocus: (index: number) => void;
  onTick: (index: number, on: boolean, range: boolean) => void;
}

interface Props {
  index: number;
  /** Null until it was read. */
  row: AuditRow | null;
  active: boolean;
  open: boolean;
  selected: boolean;
  offline: boolean;
  /** Takes its height, where only the rows in sight are drawn. */
  measure: (row: HTMLElement | null) => void;
  /** Always the same ones, or the row is drawn each time. */
  actions: RowActions & PlaceActions;
}

/** One row of any kind in its place. Drawn anew only when something of it is another: not at each letter of a search. */
export const ListRow = memo(function ListRow(props: Props) {
  const { index, row, active, open, selected, offline, measure, actions } = props;
  const { menuOf, onOpenPage, onOpen, onPoint, onFocus, onTick } = actions;
  const tabIndex = active ? 0 : -1;
  const place = {
    'data-index': index,
    role: 'row',
    // The head counts as the first row.
    'aria-rowindex': index + 2,
    tabIndex,
    ref: measure,
    onFocus: () => onFocus(index),
  };
  if (row === null) return <PlaceholderRow {...place} />;
  if (!isTop(row)) {
    const about = row.parent.startsWith('s:') ? 'guest' : 'folder';
    const frame = { ...place, 'aria-level': 2 };
    const hasMenu = row.rule !== null || row.via.kind === 'group';
    const menu = hasMenu ? () => menuOf(row) : null;
    return <GrantRowView {...{ row, about, frame, tabIndex, menu }} onOpenPage={() => onOpenPage(row)} />;
  }
  const top = {
    tabIndex,
    open,
    selected,
    frame: { ...place, 'aria-level': 1, 'aria-expanded': open, 'aria-selected': selected },
    menu: () => menuOf(row),
    onOpenPage: () => onOpenPage(row),
    onToggle: () => onOpen(row.key, !open),
    onTick: (on: boolean, range: boolean) => onTick(index, on, range),
  } as const;
  if (row.kind === 'subject') return <SubjectRowView row={row} {...top} />;
  const canPoint = row.badges.includes('folderNotFound') && row.canChange && !offline;
  return <ShareRowView row={row} onPoint={canPoint ? () => onPoint(row) : null} {...top} />;
});
