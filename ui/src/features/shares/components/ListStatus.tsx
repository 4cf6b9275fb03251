import { useIntl } from 'react-intl';

import { formatDay } from '../../../components/FormattedDay';
import { LinkButton } from '../../../components/LinkButton';
import type { MyShares } from '../../../ipc/bindings';
import { dayOf } from '../../../time/days';
import type { Clock } from '../model/ends';

interface Props {
  list: MyShares;
  checking: boolean;
  clock: Clock;
  onCheck: () => void;
}

/** "38 shares in 5 shared folders. Checked 2 minutes ago. Check again" */
export function ListStatus({ list, checking, clock, onCheck }: Props) {
  const intl = useIntl();
  const checked = useCheckedWords();
  return (
    <>
      {list.shares.length > 0 &&
        `${intl.formatMessage({ id: 'shares.summary' }, { shares: list.shares.length, collections: list.collections })} `}
      {checked(list.checkedAt, clock)} {/* Stays in place while it works, so that the focus is not lost. */}
      <LinkButton aria-disabled={checking || undefined} onClick={() => !checking && onCheck()}>
        {intl.formatMessage({ id: checking ? 'shares.checking' : 'shares.checkAgain' })}
      </LinkButton>
    </>
  );
}

/** How long ago within the hour; the time of day, and the day, before that. */
function useCheckedWords() {
  const intl = useIntl();
  const at = useTimeWords();
  return (checkedAt: string, clock: Clock): string => {
    const minutes = Math.floor((clock.now - Date.parse(checkedAt)) / 60_000);
    if (minutes < 1) return intl.formatMessage({ id: 'shares.checkedNow' });
    if (minutes < 60) return intl.formatMessage({ id: 'shares.checkedMinutes' }, { minutes });
    return intl.formatMessage({ id: 'shares.checkedAt' }, { time: at(checkedAt, clock) });
  };
}

/** "today, 14:02" or "Wed 16 Sep 2026, 14:02", in the person's zone. */
export function useTimeWords() {
  const intl = useIntl();
  return (instant: string, { now, timeZone }: Clock): string => {
    const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(
      new Date(instant),
    );
    const day = dayOf(instant, timeZone);
    return day.compare(dayOf(now, timeZone)) === 0
      ? intl.formatMessage({ id: 'shares.fromToday' }, { time })
      : intl.formatMessage({ id: 'shares.fromDay' }, { day: formatDay(intl, day), time });
  };
}
