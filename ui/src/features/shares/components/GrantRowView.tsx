import { CornerDownRight, Folder } from 'lucide-react';
import { useIntl } from 'react-intl';

import { GrantBadges } from '../../../components/access/AccessBadges';
import { EndWords } from '../../../components/access/EndWords';
import { AccessAvatar } from '../../../components/guests/AccessAvatar';
import { LinkButton } from '../../../components/LinkButton';
import { Cell, Row } from '../../../components/Table';
import type { GrantRow } from '../../../ipc/bindings';
import { subjectOf } from '../model/subject';
import { useShareWords } from '../words';
import { GuestLine } from './GuestLine';
import { LevelCell } from './LevelCell';
import type { RowBasics } from './rowProps';
import styles from './Rows.module.css';
import { MenuCell } from './TopCells';

interface Props extends RowBasics {
  row: GrantRow;
  /** Below a shared folder it is about a guest; below a guest about a folder. */
  about: 'guest' | 'folder';
  onOpenPage: () => void;
}

/** One permission or role below the row that it reaches. */
export function GrantRowView({ row, about, frame, menu, tabIndex, onOpenPage }: Props) {
  const intl = useIntl();
  const { who } = useShareWords();
  const role = row.via.kind === 'role' ? row.via.role : null;
  const name = about === 'guest' ? who(row) : row.name;
  return (
    <Row nested {...frame} className={styles.child}>
      <Cell role="gridcell" className={styles.tickCell} />
      <Cell role="gridcell" colSpan={2}>
        <div className={styles.below}>
          <CornerDownRight className={styles.corner} size={16} strokeWidth={1.75} aria-hidden="true" />
          {about === 'guest' ? (
            <GuestWords row={row} name={name} tabIndex={tabIndex} onOpenPage={onOpenPage} />
          ) : (
            <FolderWords row={row} />
          )}
        </div>
      </Cell>
      <Cell role="gridcell" label={intl.formatMessage({ id: 'common.level' })}>
        <LevelCell level={row.permissions} through={role} />
      </Cell>
      <Cell role="gridcell" date label={intl.formatMessage({ id: 'shares.columnEnds' })}>
        {role === null ? (
          <EndWords endsAt={row.endsAt} reason={row.noEndReason} />
        ) : (
          intl.formatMessage({ id: 'shares.roleEnd' })
        )}
      </Cell>
      <MenuCell
        name={intl.formatMessage({ id: 'shares.guestOn' }, { guest: who(row), share: row.name })}
        menu={menu}
        tabIndex={tabIndex}
      />
    </Row>
  );
}

function GuestWords({
  row,
  name,
  tabIndex,
  onOpenPage,
}: Pick<Props, 'row' | 'tabIndex' | 'onOpenPage'> & { name: string }) {
  return (
    <>
      <AccessAvatar access={row.access} />
      <div className={styles.words}>
        <span className={styles.heading}>
          {subjectOf(row.access) === null || row.isMe ? (
            <span className={styles.name}>{name}</span>
          ) : (
            <LinkButton className={styles.page} tabIndex={tabIndex} onClick={onOpenPage}>
              {name}
            </LinkButton>
          )}
          <GrantBadges grant={row} guest />
        </span>
        <GuestLine access={row.access} />
      </div>
    </>
  );
}

function FolderWords({ row }: { row: GrantRow }) {
  const { inCollection, through } = useShareWords();
  const place = row.path === '/' ? null : inCollection(row);
  const below = through(row.via) ?? place;
  return (
    <>
      <Folder className={styles.folder} size={18} strokeWidth={1.75} aria-hidden="true" />
      <div className={styles.words}>
        <span className={styles.plain}>{row.name}</span>
        <span className={styles.heading}>
          {below !== null && <span className={styles.meta}>{below}</span>}
          <GrantBadges grant={row} />
        </span>
      </div>
    </>
  );
}
