import { useEffect, useEffectEvent, useRef } from 'react';
import { useIntl } from 'react-intl';
import { useAccessWords } from '../components/guests/useAccessWords';
import { useMoments } from '../components/useMoments';
import type { ReminderOpened } from '../ipc/bindings';
import { useIpc } from '../ipc/IpcProvider';
import { useAuditState } from '../ipc/queries';
import { useReading } from '../ipc/reading';
import { useNavigation } from '../navigation/navigation';
import { useNow, useTimeZone } from '../time/Clock';

/** How often is looked for ends that come near. */
const EVERY_MS = 30 * 60_000;

/** At most so many at once: what is more is told at the next look. */
const AT_ONCE = 5;

/** In the tray nobody looks at the list: after this time it is read again, so that nothing is announced that changed. */
const OLD_MS = 6 * 60 * 60_000;

/** Announces ends to come by the system's notifications, for as long as the window is open or in the tray. */
export function useReminders(): void {
  const intl = useIntl();
  const ipc = useIpc();
  const { navigate } = useNavigation();
  const { nameOf } = useAccessWords();
  const { dayOfMoment } = useMoments(useTimeZone());
  const checkedAt = useAuditState().data?.checkedAt ?? null;
  const { check } = useReading();
  const now = useNow();
  const reminding = useRef(false);

  const remind = useEffectEvent(async () => {
    if (checkedAt !== null && now() - Date.parse(checkedAt) > OLD_MS) await check();
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
  const look = useEffectEvent(() => {
    // One at a time: what is being announced is still due for the next look.
    if (reminding.current) return;
    reminding.current = true;
    // A desktop without notifications is no reason to disturb: My shares and Home show what ends.
    void remind()
      .catch(() => undefined)
      .finally(() => {
        reminding.current = false;
      });
  });
  const open = useEffectEvent(({ collectionId, path }: ReminderOpened) =>
    navigate({ name: 'collection', id: collectionId, path, reminded: true }),
  );

  useEffect(() => {
    if (checkedAt === null) return;
    look();
    const timer = setInterval(() => look(), EVERY_MS);
    return () => clearInterval(timer);
  }, [checkedAt]);

  useEffect(() => ipc.onReminderOpened((place) => open(place)), [ipc]);
}
