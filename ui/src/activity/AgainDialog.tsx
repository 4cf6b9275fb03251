import { useIntl } from 'react-intl';
import { EndDateDialog } from '../components/end-date/EndDateDialog';
import { quickDay } from '../components/end-date/endValue';
import type { HistoryEntry } from '../ipc/bindings';
import { useAppState } from '../ipc/queries';
import { useNavigation } from '../navigation/navigation';
import { useToday } from '../time/Clock';

/** Sharing again what ended. The end is chosen anew; what will happen is shown next, not here. */
export function AgainDialog({ entries, onClose }: { entries: readonly HistoryEntry[]; onClose: () => void }) {
  const intl = useIntl();
  const today = useToday();
  const { navigate } = useNavigation();
  const { defaultEndDays } = useAppState().settings;
  return (
    <EndDateDialog
      open
      value={{ kind: 'on', day: quickDay(defaultEndDays, today).toString() }}
      name={intl.formatMessage({ id: 'history.endTitle' })}
      defaultDays={defaultEndDays}
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
