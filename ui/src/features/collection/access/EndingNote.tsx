import { CalendarClock } from 'lucide-react';
import { useIntl } from 'react-intl';
import { Banner } from '../../../components/Banner';
import { Button } from '../../../components/Button';
import { formatRelative, SOON_DAYS } from '../../../components/FormattedDay';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import type { FolderAccess } from '../../../ipc/bindings';
import { useAppState } from '../../../ipc/queries';
import { useNavigation } from '../../../navigation/navigation';
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
  const { defaultEndDays } = useAppState().settings;
  const daysTo = (end: string) => daysBetween(today, dayOf(end, timeZone));

  const ending = endingHere(folder).filter(({ endsAt }) => daysTo(endsAt) <= (reminded ? REMINDED_DAYS : SOON_DAYS));
  const [first] = ending;
  const last = ending.at(-1);
  if (first === undefined || last === undefined) return null;
  const day = dayOf(last.endsAt, timeZone).add({ days: defaultEndDays }).toString();
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
          onClick={() =>
            navigate({
              name: 'change',
              targets: { kind: 'rules', rules: ruleRefs(ending.map(({ grant }) => grant)) },
              action: { kind: 'setEnd', end: { kind: 'on', day } },
            })
          }
        >
          {intl.formatMessage({ id: 'collection.ending.extend' }, { days: defaultEndDays })}
        </Button>
      }
    >
      {intl.formatMessage({ id: 'collection.ending.who' }, { who: nameOf(first.access), more: ending.length - 1 })}
    </Banner>
  );
}
