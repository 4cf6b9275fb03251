import { CalendarClock } from 'lucide-react';
import { useIntl } from 'react-intl';
import { Banner } from '../../../components/Banner';
import { Button } from '../../../components/Button';
import { formatRelative, SOON_DAYS } from '../../../components/FormattedDay';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import { noLater, useLimits } from '../../../components/policy/limits';
import type { FolderAccess } from '../../../ipc/bindings';
import { useNavigation } from '../../../navigation/navigation';
import { useUsualDays } from '../../../policy/useUsualDays';
import { useTimeZone, useToday } from '../../../time/Clock';
import { dayOf, daysBetween } from '../../../time/days';
import { endingHere, ruleRefs } from '../model/guests';

/** Reminders come as early as this. */
const REMINDED_DAYS = 30;

interface EndingNoteProps {
  folder: FolderAccess;
  /** A reminder led here: what it was about is shown although there is time. */
  reminded: boolean;
}

/** What of this folder ends before long, with more time one click and the usual review away. */
export function EndingNote({ folder, reminded }: EndingNoteProps) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const { nameOf } = useAccessWords();
  const today = useToday();
  const timeZone = useTimeZone();
  const usualDays = useUsualDays();
  const limits = useLimits();
  const daysTo = (end: string) => daysBetween(today, dayOf(end, timeZone));

  const ending = endingHere(folder).filter(({ endsAt }) => daysTo(endsAt) <= (reminded ? REMINDED_DAYS : SOON_DAYS));
  const [first] = ending;
  const last = ending.at(-1);
  if (first === undefined || last === undefined) return null;
  const end = dayOf(last.endsAt, timeZone);
  const day = noLater(end.add({ days: usualDays }), limits, today);
  const more = daysBetween(end, day);
  return (
    <Banner
      title={intl.formatMessage(
        { id: 'collection.ending.title' },
        { count: ending.length, name: folder.name, when: formatRelative(intl, daysTo(first.endsAt)) },
      )}
      action={
        <Button
          size="small"
          icon={CalendarClock}
          unavailable={more > 0 ? null : intl.formatMessage({ id: 'policy.noLater' })}
          onClick={() =>
            navigate({
              name: 'change',
              targets: { kind: 'rules', rules: ruleRefs(ending.map(({ grant }) => grant)) },
              action: { kind: 'setEnd', end: { kind: 'on', day: day.toString() } },
            })
          }
        >
          {intl.formatMessage({ id: 'collection.ending.extend' }, { days: Math.max(more, 1) })}
        </Button>
      }
    >
      {intl.formatMessage({ id: 'collection.ending.who' }, { who: nameOf(first.access), more: ending.length - 1 })}
    </Banner>
  );
}
