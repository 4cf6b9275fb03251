import { useIntl } from 'react-intl';

import { SubjectBadges } from '../../../components/access/AccessBadges';
import { EndWords } from '../../../components/access/EndWords';
import { AccessAvatar } from '../../../components/guests/AccessAvatar';
import { LinkButton } from '../../../components/LinkButton';
import { Cell, Row } from '../../../components/Table';
import type { SubjectRow } from '../../../ipc/bindings';
import { subjectOf } from '../model/subject';
import { useShareWords } from '../words';
import { GuestLine } from './GuestLine';
import { LevelCell } from './LevelCell';
import type { TopRowBasics } from './rowProps';
import styles from './Rows.module.css';
import { MenuCell, Opener, TickCell } from './TopCells';

interface Props extends TopRowBasics {
  row: SubjectRow;
  onOpenPage: () => void;
}

/** One person, group, or everybody: in how many shares, how much at most, until when at the soonest. */
export function SubjectRowView({ row, onOpenPage, ...basics }: Props) {
  const intl = useIntl();
  const { who } = useShareWords();
  const name = who(row);
  const { frame, selected, tabIndex } = basics;
  return (
    <Row {...frame} selected={selected} className={styles.top}>
      <TickCell name={name} {...basics} />
      <Cell role="gridcell">
        <div className={styles.who}>
          <Opener name={name} {...basics} />
          <AccessAvatar access={row.access} />
          <div className={styles.words}>
            <span className={styles.heading}>
              {subjectOf(row.access) === null ? (
                <span className={styles.name}>{name}</span>
              ) : (
                <LinkButton className={styles.page} tabIndex={tabIndex} onClick={onOpenPage}>
                  {name}
                </LinkButton>
              )}
              <SubjectBadges access={row.access} isMe={false} changed={row.changed} />
            </span>
            <GuestLine access={row.access} />
          </div>
        </div>
      </Cell>
      <Cell role="gridcell" label={intl.formatMessage({ id: 'shares.columnShares' })}>
        {row.shares}
      </Cell>
      <Cell role="gridcell" label={intl.formatMessage({ id: 'shares.columnAtMost' })}>
        <LevelCell level={row.atMost} through={row.role} />
      </Cell>
      <Cell role="gridcell" date label={intl.formatMessage({ id: 'shares.columnEnd' })}>
        {row.firstEnd === null && !row.noEnd ? (
          intl.formatMessage({ id: 'shares.roleEnd' })
        ) : (
          <EndWords
            endsAt={row.firstEnd}
            reason={row.noEndReason}
            someWithoutEnd={row.firstEnd !== null && row.noEnd}
          />
        )}
      </Cell>
      <MenuCell name={name} {...basics} />
    </Row>
  );
}
