import { useIntl } from 'react-intl';

import { formatDay } from '../../../components/FormattedDay';
import { LinkButton } from '../../../components/LinkButton';
import type { AuditState, AuditView } from '../../../ipc/bindings';
import type { Reading } from '../../../ipc/reading';
import { timeOfDay } from '../../../time/dateFormat';
import { dayOf } from '../../../time/days';
import type { Clock } from '../model/clock';

interface Props {
  state: AuditState;
  view: AuditView;
  reading: Reading;
  clock: Clock;
  onCheck: () => void;
}

/** "41 people and 6 groups can see something of yours. Checked 2 minutes ago. Check again" */
export function ListStatus({ state, view, reading, clock, onCheck }: Props) {
  const intl = useIntl();
  const checked = useCheckedWords();
  const { checking, progress, offline } = reading;
  const { shares, collections, people, groups, checkedAt } = state;
  if (checkedAt === null) return null;
  const summary =
    view === 'shares'
      ? intl.formatMessage({ id: 'shares.summary' }, { shares, collections })
      : intl.formatMessage({ id: 'shares.summaryWho' }, { people, groups });
  return (
    <>
      {shares > 0 && `${summary} `}
      {checked(checkedAt, clock, offline)} {/* Stays in place while it works, so that the focus is not lost. */}
      {!offline && (
        <LinkButton aria-disabled={checking || undefined} onClick={() => !checking && onCheck()}>
          {!checking && intl.formatMessage({ id: 'shares.checkAgain' })}
          {checking && progress === null && intl.formatMessage({ id: 'shares.checking' })}
          {checking && progress !== null && intl.formatMessage({ id: 'shares.reading' }, { ...progress })}
        </LinkButton>
      )}
    </>
  );
}

/** How long ago within the hour; the time of day, and the day, before that and while nothing newer can be had. */
function useCheckedWords() {
  const intl = useIntl();
  const at = useTimeWords();
  return (checkedAt: string, clock: Clock, offline: boolean): string => {
    const minutes = Math.floor((clock.now - Date.parse(checkedAt)) / 60_000);
    if (offline) return intl.formatMessage({ id: 'shares.lastChecked' }, { time: at(checkedAt, clock) });
    if (minutes < 1) return intl.formatMessage({ id: 'shares.checkedNow' });
    if (minutes < 60) return intl.formatMessage({ id: 'shares.checkedMinutes' }, { minutes });
    return intl.formatMessage({ id: 'shares.checkedAt' }, { time: at(checkedAt, clock) });
  };
}

/** "today, 14:02" or "Wed 16 Sep 2026, 14:02", in the person's zone. */
export function useTimeWords() {
  const intl = useIntl();
  return (instant: string, { now, timeZone }: Clock): string => {
    const time = timeOfDay(instant, timeZone);
    const day = dayOf(instant, timeZone);
    return day.compare(dayOf(now, timeZone)) === 0
      ? intl.formatMessage({ id: 'shares.fromToday' }, { time })
      : intl.formatMessage({ id: 'shares.fromDay' }, { day: formatDay(intl, day), time });
  };
}
