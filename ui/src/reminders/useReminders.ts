import { useEffect, useEffectEvent } from 'react';
import { useIntl } from 'react-intl';
import { useAccessWords } from '../components/guests/useAccessWords';
import { useMoments } from '../components/useMoments';
import { useIpc } from '../ipc/IpcProvider';
import { useAuditState } from '../ipc/queries';
import { useNavigation } from '../navigation/navigation';
import { useTimeZone } from '../time/Clock';

/** How often is looked for ends that come near. */
const EVERY_MS = 30 * 60_000;

/** At most so many at once: what is more is told at the next look. */
const AT_ONCE = 5;

/** Announces ends to come by the system's notifications, for as long as the window is open. */
export function useReminders(): void {
  const intl = useIntl();
  const ipc = useIpc();
  const { navigate } = useNavigation();
  const { nameOf } = useAccessWords();
  const { dayOfMoment } = useMoments(useTimeZone());
  const checkedAt = useAuditState().data?.checkedAt ?? null;

  const remind = useEffectEvent(async () => {
    const due = await ipc.dueReminders();
    for (const reminder of due.slice(0, AT_ONCE)) {
      const { name, days, guests, endsAt } = reminder;
      const title = intl.formatMessage({ id: 'reminders.title' }, { folder: name, days });
      const [first] = guests;
      const body = intl.formatMessage(
        { id: 'reminders.body' },
        { who: first === undefined ? '' : nameOf(first), more: guests.length - 1, day: dayOfMoment(endsAt) },
      );
      await ipc.showReminder(reminder, title, body);
    }
  });
  const open = useEffectEvent(() => navigate({ name: 'shares', focus: 'endingSoon' }));

  useEffect(() => {
    if (checkedAt === null) return;
    // A desktop without notifications is no reason to disturb: My shares and Home show what ends.
    const look = () => void remind().catch(() => undefined);
    look();
    const timer = setInterval(look, EVERY_MS);
    return () => clearInterval(timer);
  }, [checkedAt]);

  useEffect(() => ipc.onReminderOpened(() => open()), [ipc]);
}
