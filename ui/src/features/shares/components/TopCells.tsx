import { ChevronRight } from 'lucide-react';
import { useIntl } from 'react-intl';

import { MoreMenu } from '../../../components/MoreMenu';
import { Cell } from '../../../components/Table';
import styles from './Rows.module.css';
import type { RowBasics, TopRowBasics } from './rowProps';
import { TickBox } from './TickBox';

/** The box at the start of a row. */
export function TickCell({
  name,
  selected,
  tabIndex,
  onTick,
}: { name: string } & Omit<TopRowBasics, keyof RowBasics> & {
    tabIndex: 0 | -1;
  }) {
  const intl = useIntl();
  return (
    <Cell role="gridcell" className={styles.tickCell}>
      <TickBox
        label={intl.formatMessage({ id: 'shares.select' }, { name })}
        ticked={selected ? 'all' : 'none'}
        tabIndex={tabIndex}
        onTick={onTick}
      />
    </Cell>
  );
}

/** The arrow that opens a row. The row itself says whether it is open. */
export function Opener({
  name,
  open,
  tabIndex,
  onToggle,
}: {
  name: string;
  open: boolean;
  tabIndex: 0 | -1;
  onToggle: () => void;
}) {
  const intl = useIntl();
  return (
    <button
      type="button"
      className={styles.opener}
      tabIndex={tabIndex}
      aria-label={intl.formatMessage({ id: open ? 'shares.close' : 'shares.open' }, { name })}
      onClick={onToggle}
    >
      <ChevronRight size={16} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}

/** The menu at the end of a row. */
export function MenuCell({ name, menu, tabIndex }: { name: string } & Pick<RowBasics, 'menu' | 'tabIndex'>) {
  const intl = useIntl();
  return (
    <Cell role="gridcell" className={styles.act}>
      {menu !== null && (
        <MoreMenu label={intl.formatMessage({ id: 'shares.more' }, { name })} entries={menu} tabIndex={tabIndex} />
      )}
    </Cell>
  );
}
