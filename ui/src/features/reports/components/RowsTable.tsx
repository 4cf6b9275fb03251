import { FormattedMessage, useIntl } from 'react-intl';
import { FormattedDay } from '../../../components/FormattedDay';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import { Cell, HeaderCell, Table } from '../../../components/Table';
import type { AuditPage, AuditRow } from '../../../ipc/bindings';
import styles from '../Reports.module.css';

/** The rows of My shares as they stand there, for paper. */
export function RowsTable({ page, byShare }: { page: AuditPage; byShare: boolean }) {
  const intl = useIntl();
  const text = (id: 'name' | 'where' | 'guests' | 'shares' | 'level' | 'ends') =>
    intl.formatMessage({ id: `reports.${id}` });
  const heads = ['name', 'where', byShare ? 'guests' : 'shares', 'level', 'ends'] as const;
  return (
    <>
      <Table caption={intl.formatMessage({ id: 'reports.table' })}>
        <thead>
          <tr>
            {heads.map((id) => (
              <HeaderCell key={id} date={id === 'ends'}>
                {text(id)}
              </HeaderCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row) => (
            <Row key={row.key} row={row} text={text} />
          ))}
        </tbody>
      </Table>
      {page.rows.length < page.total && (
        <p className={styles.muted}>
          <FormattedMessage id="reports.rowsCut" values={{ shown: page.rows.length, total: page.total }} />
        </p>
      )}
    </>
  );
}

function Row({ row, text }: { row: AuditRow; text: (id: 'where' | 'guests' | 'shares' | 'level' | 'ends') => string }) {
  const { nameOf } = useAccessWords();
  if (row.kind === 'grant') return null;
  const isShare = row.kind === 'share';
  const where = isShare ? `${row.collectionName} ${row.path}` : addressOf(row);
  return (
    <tr>
      <th scope="row" className={styles.month}>
        {isShare ? row.name : nameOf(row.access)}
      </th>
      <Cell label={text('where')} className={styles.wrap}>
        {where}
      </Cell>
      <Cell label={text(isShare ? 'guests' : 'shares')}>{isShare ? row.guests + row.throughRole : row.shares}</Cell>
      <Cell label={text('level')}>
        <FormattedMessage id={row.atMost === 'r' ? 'reports.read' : 'reports.write'} />
      </Cell>
      <Cell date label={text('ends')}>
        {row.firstEnd === null ? (
          <FormattedMessage id="reports.never" />
        ) : (
          <FormattedDay value={row.firstEnd} relative={false} />
        )}
      </Cell>
    </tr>
  );
}

function addressOf({ access }: Extract<AuditRow, { kind: 'subject' }>): string {
  return access.to === 'guest' && access.guest.kind === 'person' ? access.guest.username : '';
}
