import { Folder, FolderX, Globe, Laptop, MonitorSmartphone, type LucideIcon } from 'lucide-react';
import { createElement } from 'react';
import { useIntl } from 'react-intl';

import { EndWords } from '../../../components/access/EndWords';
import { LinkButton } from '../../../components/LinkButton';
import { Cell, Row } from '../../../components/Table';
import type { ShareRow } from '../../../ipc/bindings';
import { useShareWords } from '../words';
import { Faces } from './Faces';
import { LevelCell } from './LevelCell';
import type { TopRowBasics } from './rowProps';
import styles from './Rows.module.css';
import { ShareBadges } from './ShareBadges';
import { MenuCell, Opener, TickCell } from './TopCells';

interface Props extends TopRowBasics {
  row: ShareRow;
  /** Where the folder is now; null where that can't be changed, with the reason in the row's menu. */
  onPoint: (() => void) | null;
  onOpenPage: () => void;
}

/** One shared folder: what, who, how much at most, until when at the soonest. */
export function ShareRowView({ row, onPoint, onOpenPage, ...basics }: Props) {
  const intl = useIntl();
  const { placeOf } = useShareWords();
  const { name } = row;
  const { frame, selected, tabIndex } = basics;
  return (
    <Row {...frame} selected={selected} className={styles.top}>
      <TickCell name={name} {...basics} />
      <Cell role="gridcell">
        <div className={styles.who}>
          <Opener name={name} {...basics} />
          <span className={styles.tile}>
            {createElement(shareIcon(row), { size: 18, strokeWidth: 1.75, 'aria-hidden': true })}
          </span>
          <div className={styles.words}>
            <LinkButton className={styles.page} tabIndex={tabIndex} onClick={onOpenPage}>
              {name}
            </LinkButton>
            <span className={styles.meta}>{placeOf(row)}</span>
            <ShareBadges row={row} />
          </div>
        </div>
      </Cell>
      <Cell role="gridcell" label={intl.formatMessage({ id: 'shares.columnGuests' })}>
        <Faces row={row} />
      </Cell>
      <Cell role="gridcell" label={intl.formatMessage({ id: 'shares.columnAtMost' })}>
        <LevelCell level={row.atMost} through={null} />
      </Cell>
      <Cell role="gridcell" date label={intl.formatMessage({ id: 'shares.columnEnd' })}>
        {row.guests === 0 ? (
          intl.formatMessage({ id: 'shares.roleEnd' })
        ) : (
          <EndWords
            endsAt={row.firstEnd}
            reason={row.noEndReason}
            someWithoutEnd={row.firstEnd !== null && row.badges.includes('noEndDate')}
          />
        )}
        {onPoint !== null && (
          <LinkButton className={styles.point} tabIndex={tabIndex} onClick={onPoint}>
            {intl.formatMessage({ id: 'shares.pointTo' })}
          </LinkButton>
        )}
      </Cell>
      <MenuCell name={name} {...basics} />
    </Row>
  );
}

/** What the icon says is said by a badge or the line below the name, too. */
function shareIcon({ badges, storage }: ShareRow): LucideIcon {
  if (badges.includes('folderNotFound')) return FolderX;
  if (badges.includes('anyone') || badges.includes('signedIn')) return Globe;
  if (storage?.kind === 'thisComputer') return Laptop;
  return storage?.kind === 'otherComputer' ? MonitorSmartphone : Folder;
}
