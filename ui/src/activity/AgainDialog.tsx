import { useIntl } from 'react-intl';
import { EndDateDialog } from '../components/end-date/EndDateDialog';
import { quickDay } from '../components/end-date/endValue';
import type { HistoryEntry } from '../ipc/bindings';
import { useNavigation } from '../navigation/navigation';
import { useUsualDays } from '../policy/useUsualDays';
import { useToday } from '../time/Clock';

/** Sharing again what ended. The end is chosen anew; what will happen is shown next, not here. */
export function AgainDialog({ entries, onClose }: { entries: readonly HistoryEntry[]; onClose: () => void }) {
  const intl = useIntl();
  const today = useToday();
  const { navigate } = useNavigation();
  const usualDays = useUsualDays();
  return (
    <EndDateDialog
      open
      value={{ kind: 'on', day: quickDay(usualDays, today).toString() }}
      name={intl.formatMessage({ id: 'history.endTitle' })}
      defaultDays={usualDays}
      maxDay={null}
      allowNever
      onClose={onClose}
      onUse={(end) =>
        navigate({
          name: 'change',
          targets: { kind: 'ended', entries: entries.map(({ id }) => id) },
          action: { kind: 'shareAgain', end },
        })
      }
    />
  );
}
