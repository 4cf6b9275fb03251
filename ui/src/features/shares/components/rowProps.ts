import type { ComponentProps } from 'react';

import type { MenuEntry } from '../../../components/MoreMenu';

/** What every row gets from the table. */
export interface RowBasics {
  /** Its place, its keys and its measure, for the row's element. */
  frame: ComponentProps<'tr'>;
  /** The active row's controls are in the tab order; the others are reached with the arrow keys. */
  tabIndex: 0 | -1;
  /** What can be done with it, asked for when the menu opens; null where there is nothing. */
  menu: (() => readonly MenuEntry[]) | null;
}

/** What rows get that can be ticked and opened. */
export interface TopRowBasics extends RowBasics {
  open: boolean;
  selected: boolean;
  onToggle: () => void;
  onTick: (on: boolean, range: boolean) => void;
}
