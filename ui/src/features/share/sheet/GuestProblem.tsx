import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { formatDay } from '../../../components/FormattedDay';
import { InlineWarning } from '../../../components/InlineWarning';
import type { DraftGuest, FolderCheck, PolicyLimits, PolicyRule } from '../../../ipc/bindings';
import { useToday } from '../../../time/Clock';
import { dayOf } from '../../../time/days';
import type { DraftAction } from '../model/draft';
import { guestKey } from '../../../components/guests/guests';
import { endProblem, type EndProblem } from '../model/summary';
import { wantsProtectedGroup } from './GuestBadges';

interface GuestProblemProps {
  problem: RowProblem;
  row: DraftGuest;
  who: string;
  lastAllowed: string | null;
  dispatch: (action: DraftAction) => void;
  onRemove: () => void;
}

/** What can be wrong with a row. */
export type RowProblem = EndProblem | 'closed' | 'groupNotHighAssurance' | 'outsideInstitution' | 'groups' | 'write';

/** What is wrong with a row; null when all is well. */
export function rowProblem(
  { guest, end, permissions }: DraftGuest,
  today: string,
  lastAllowed: string | null,
  checks: readonly FolderCheck[],
  limits: PolicyLimits,
  forbidden: PolicyRule | undefined,
): RowProblem | null {
  if (forbidden !== undefined) return forbidden === 'groups' ? 'groups' : 'outsideInstitution';
  if (permissions === 'rw' && limits.forbidden.includes('write')) return 'write';
  if (guest.kind === 'person' && guest.status === 'closed') return 'closed';
  if (wantsProtectedGroup(guest, checks)) return 'groupNotHighAssurance';
  return endProblem(end, today, lastAllowed);
}

/** What is wrong with a row, below it and with its fix. */
export function GuestProblem({ problem, row, who, lastAllowed, dispatch, onRemove }: GuestProblemProps) {
  const intl = useIntl();
  const today = useToday();
  const { guest } = row;

  if (problem === 'over' || problem === 'afterMaximum' || problem === 'noReason') {
    const tomorrow = today.add({ days: 1 }).toString();
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

  if (problem === 'write') {
    return (
      <InlineWarning
        title={<FormattedMessage id="share.guests.problem.write" values={{ who }} />}
        fixes={
          <Button
            size="small"
            onClick={() => dispatch({ type: 'levelChosen', key: guestKey(guest), permissions: 'r' })}
          >
            <FormattedMessage id="share.guests.problem.readOnly" />
          </Button>
        }
      />
    );
  }

  return (
    <InlineWarning
      title={<FormattedMessage id={`share.guests.problem.${problem}`} values={{ who }} />}
      fixes={
        <Button size="small" onClick={onRemove}>
          <FormattedMessage id="share.guests.problem.remove" values={{ who }} />
        </Button>
      }
    />
  );
}
