import { FormattedMessage, useIntl } from 'react-intl';
import { Cell, HeaderCell, Table } from '../components/Table';
import type { Timeline, TimelineMonth } from '../ipc/bindings';
import { dayOf } from '../time/days';
import styles from './Pictures.module.css';

/** End dates to come, month by month: a picture of bars that is a table with its numbers in words. */
export function TimelineTable({ timeline }: { timeline: Timeline }) {
  const intl = useIntl();
  const most = Math.max(1, timeline.later, timeline.never, ...timeline.months.map(({ ending }) => ending));
  const monthName = ({ firstDay }: TimelineMonth) =>
    intl.formatDate(dayOf(firstDay).toDate('UTC'), { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (
    <Table caption={intl.formatMessage({ id: 'pictures.timeline' })}>
      <thead>
        <tr>
          {(['month', 'ending', 'folders'] as const).map((id) => (
            <HeaderCell key={id}>
              <FormattedMessage id={`pictures.${id}`} />
            </HeaderCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {timeline.months.map((month) => (
          <tr key={month.firstDay}>
            <th scope="row" className={styles.month}>
              {monthName(month)}
            </th>
            <Bar count={month.ending} most={most} />
            {month.folders.length === 0 ? (
              <Cell />
            ) : (
              <Cell label={intl.formatMessage({ id: 'pictures.folders' })}>
                <Folders month={month} />
              </Cell>
            )}
          </tr>
        ))}
        {(['later', 'never'] as const).map((kind) => (
          <tr key={kind}>
            <th scope="row" className={styles.month}>
              <FormattedMessage id={`pictures.${kind}`} />
            </th>
            <Bar count={timeline[kind]} most={most} />
            <Cell />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The bar repeats the number beside it: nothing is said by its length alone. */
function Bar({ count, most }: { count: number; most: number }) {
  const intl = useIntl();
  return (
    <Cell label={intl.formatMessage({ id: 'pictures.ending' })}>
      <span className={styles.amount}>
        <FormattedMessage id="pictures.endingCount" values={{ count }} />
      </span>
      {count > 0 && (
        <span className={styles.bar} style={{ inlineSize: `${(count / most) * 100}%` }} aria-hidden="true" />
      )}
    </Cell>
  );
}

function Folders({ month }: { month: TimelineMonth }) {
  const intl = useIntl();
  const folders = intl.formatList(month.folders, { type: 'unit' });
  // The first three have names; whether there are more can only be told where each ends alone.
  return month.folders.length >= 3 && month.ending > month.folders.length ? (
    <FormattedMessage id="pictures.andMore" values={{ folders }} />
  ) : (
    folders
  );
}
