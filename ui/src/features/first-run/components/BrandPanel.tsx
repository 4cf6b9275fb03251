import { FormattedMessage, useIntl } from 'react-intl';
import { Avatar } from '../../../components/Avatar';
import { formatShortDay } from '../../../components/FormattedDay';
import { Mark } from '../../../components/Mark';
import { useToday } from '../../../time/Clock';
import styles from '../FirstRun.module.css';

/** Names for the picture; not data of anybody. */
const sampleGuests = [
  { name: 'Alex Kim', kind: 'person', days: 92 },
  { name: 'Whitfield Lab', kind: 'group', days: 180 },
  { name: 'Jonas Lindqvist', kind: 'person', days: 30, outside: true },
] as const;

/** The idea as one picture: a door, a guest list, and the day beside each name. */
export function BrandPanel() {
  const intl = useIntl();
  const today = useToday();
  return (
    <header className={styles.panel}>
      <p className={styles.brand}>
        <FormattedMessage id="common.appName" />
      </p>
      <div className={styles.picture}>
        <Mark look="onPlate" size={14} />
        <ul className={styles.list} aria-hidden="true">
          {sampleGuests.map((guest) => (
            <li key={guest.name} className={styles.guest}>
              <span className={styles.who}>
                <Avatar kind={guest.kind} name={guest.name} outside={'outside' in guest} />
                {guest.name}
              </span>
              <span className={styles.until}>{formatShortDay(intl, today.add({ days: guest.days }))}</span>
            </li>
          ))}
        </ul>
        <p className={styles.promise}>
          <FormattedMessage id="firstRun.promiseLine1" />
          <br />
          <FormattedMessage id="firstRun.promiseLine2" />
          <br />
          <FormattedMessage id="firstRun.promiseLine3" />
        </p>
      </div>
    </header>
  );
}
