import { useIntl } from 'react-intl';
import { useAccessWords } from '../components/guests/useAccessWords';
import { useMoments } from '../components/useMoments';
import type { HistoryEntry, Stored } from '../ipc/bindings';
import { useTimeZone } from '../time/Clock';

/** Words about one entry. */
export function useHistoryWords() {
  const intl = useIntl();
  const { nameOf } = useAccessWords();
  const { dayOfMoment, time } = useMoments(useTimeZone());

  const whoOf = ({ access }: HistoryEntry): string =>
    access === null ? intl.formatMessage({ id: 'history.somebody' }) : nameOf(access);

  const level = ({ permissions, endsAt }: Stored): string =>
    intl.formatMessage(
      { id: 'history.level' },
      {
        verb: intl.formatMessage({ id: `common.verb.${permissions}` }),
        end: endsAt === null ? 'none' : 'on',
        day: endsAt === null ? '' : dayOfMoment(endsAt),
      },
    );

  /** What they could do before, and what they can do since. */
  const levels = ({ before, after, what }: HistoryEntry): string | null => {
    if (what === 'roleGiven' || what === 'roleTaken') return null;
    // Most often only the end has moved: that is told in one piece.
    if (before !== null && after !== null && before.permissions === after.permissions) {
      return intl.formatMessage(
        { id: 'history.newEnd' },
        {
          now: level(after),
          end: before.endsAt === null ? 'none' : 'on',
          day: before.endsAt === null ? '' : dayOfMoment(before.endsAt),
        },
      );
    }
    if (before !== null && after !== null) {
      return intl.formatMessage({ id: 'history.wasIs' }, { before: level(before), after: level(after) });
    }
    const stored = after ?? before;
    return stored === null ? null : level(stored);
  };

  /** "14:12", or "noticed 14:12" where somebody else's doing was found at a visit. */
  const when = ({ at, by, what }: HistoryEntry): string =>
    by === 'somebodyElse' && what !== 'shared'
      ? intl.formatMessage({ id: 'history.noticed' }, { time: time(at) })
      : time(at);

  return { whoOf, levels, when };
}
