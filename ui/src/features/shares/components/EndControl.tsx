import { EndDateControl } from '../../../components/end-date/EndDateControl';
import type { EndValue } from '../../../components/end-date/endValue';
import { useAppState } from '../../../ipc/queries';
import { useTimeZone } from '../../../time/Clock';
import { dayOf } from '../../../time/days';

interface Props {
  name: string;
  /** As stored. */
  endsAt: string | null;
  /** Why there is no end, where that was asked on this device: Globus does not store it. */
  reason: string;
  /** A change is out. */
  busy: boolean;
  onChoose: (end: EndValue) => void;
}

/** The end-date control of a stored permission: shows what is stored, and asks only for what differs from it. */
export function EndControl({ name, endsAt, reason, busy, onChoose }: Props) {
  const timeZone = useTimeZone();
  const { defaultEndDays } = useAppState().settings;
  const stored: EndValue =
    endsAt === null ? { kind: 'never', reason } : { kind: 'on', day: dayOf(endsAt, timeZone).toString() };
  return (
    <EndDateControl
      value={stored}
      name={name}
      busy={busy}
      defaultDays={defaultEndDays}
      onChange={(end) => {
        const same = end.kind === 'never' ? stored.kind === 'never' : stored.kind === 'on' && stored.day === end.day;
        if (!same) onChoose(end);
      }}
    />
  );
}
