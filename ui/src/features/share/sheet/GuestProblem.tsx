import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { formatDay } from '../../../components/FormattedDay';
import { InlineWarning } from '../../../components/InlineWarning';
import type { DraftGuest, FolderCheck } from '../../../ipc/bindings';
import { useToday } from '../../../time/Clock';
import { dayOf } from '../../../time/days';
import type { DraftAction } from '../model/draft';
import { guestKey } from '../model/guests';
import { endProblem } from '../model/summary';
import { wantsProtectedGroup } from './GuestBadges';

interface GuestProblemProps {
  row: DraftGuest;
  who: string;
  checks: readonly FolderCheck[];
  lastAllowed: string | null;
  dispatch: (action: DraftAction) => void;
  onRemove: () => void;
}

/** What is wrong with a row, below it and with its fix. Nothing when all is well. */
export function GuestProblem({ row, who, checks, lastAllowed, dispatch, onRemove }: GuestProblemProps) {
  const intl = useIntl();
  const today = useToday();
  const { guest, end } = row;
  const tomorrow = today.add({ days: 1 }).toString();
  const problem = endProblem(end, today.toString(), lastAllowed);

  if (problem !== null) {
    const fixed = problem === 'afterMaximum' ? (lastAllowed ?? tomorrow) : tomorrow;
    const day = formatDay(intl, dayOf(fixed));
    return (
      <InlineWarning
        title={<FormattedMessage id={`share.guests.problem.${problem}`} values={{ day }} />}
        fixes={
          <Button
            size="small"
            onClick={() => dispatch({ type: 'endChosen', key: guestKey(guest), end: { kind: 'on', day: fixed } })}
          >
            <FormattedMessage id="share.guests.problem.use" values={{ day }} />
          </Button>
        }
      />
    );
  }

  const wrong =
    guest.kind === 'person' && guest.status === 'closed'
      ? ('closed' as const)
      : wantsProtectedGroup(guest, checks)
        ? ('groupNotHighAssurance' as const)
        : null;
  if (wrong === null) return null;
  return (
    <InlineWarning
      title={<FormattedMessage id={`share.guests.problem.${wrong}`} values={{ who }} />}
      fixes={
        <Button size="small" onClick={onRemove}>
          <FormattedMessage id="share.guests.problem.remove" values={{ who }} />
        </Button>
      }
    />
  );
}
