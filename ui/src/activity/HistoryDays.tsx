import { useIntl } from 'react-intl';
import { formatDay } from '../components/FormattedDay';
import type { HistoryEntry } from '../ipc/bindings';
import { useTimeZone } from '../time/Clock';
import { dayOf } from '../time/days';
import styles from './Activity.module.css';
import { byDay } from './byDay';
import { HistoryRow, type EntryActions } from './HistoryRow';

/** What happened, day by day, the newest day first. */
export function HistoryDays({ entries, ...actions }: { entries: readonly HistoryEntry[] } & EntryActions) {
  const intl = useIntl();
  const timeZone = useTimeZone();
  const seen = new Set<string>();
  const isFirst = ({ changeId, shareId }: HistoryEntry) => {
    const id = changeId ?? shareId ?? '';
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  };
  return byDay(entries, timeZone).map(({ day, entries: ofDay }) => {
    const title = formatDay(intl, dayOf(day));
    return (
      <section key={day} className={styles.day} aria-label={title}>
        <h2>{title}</h2>
        <ul className={styles.card}>
          {ofDay.map((entry) => (
            <HistoryRow key={entry.id} entry={entry} firstOfChange={isFirst(entry)} {...actions} />
          ))}
        </ul>
      </section>
    );
  });
}
