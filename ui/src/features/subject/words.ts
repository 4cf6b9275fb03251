import { useIntl } from 'react-intl';
import { useAccessWords } from '../../components/guests/useAccessWords';
import { formatDay } from '../../components/FormattedDay';
import { useMoments } from '../../components/useMoments';
import type { GrantRow, SubjectPage, Via } from '../../ipc/bindings';
import { useNow, useTimeZone } from '../../time/Clock';
import { dayOf, daysBetween } from '../../time/days';
import { sumOf } from './model/sum';

/** Words that several parts of this screen need, made of the catalogue's messages. */
export function useSubjectWords() {
  const intl = useIntl();
  const now = useNow();
  const timeZone = useTimeZone();
  const { nameOf } = useAccessWords();
  const { time, dayOfMoment } = useMoments(timeZone);

  /** "Can change files in 2 of 5 shared folders; the first one ends in 6 days." */
  const sumWords = (grants: readonly GrantRow[]): string => {
    const { total, rw, firstEnd } = sumOf(grants, now());
    if (total === 0) return intl.formatMessage({ id: 'subject.sumNothing' });
    const days = firstEnd === null ? 0 : daysBetween(dayOf(now(), timeZone), dayOf(firstEnd, timeZone));
    const near = days === 0 ? 'today' : days === 1 ? 'tomorrow' : 'later';
    return intl.formatMessage({ id: 'subject.sum' }, { total, rw, days, end: firstEnd === null ? 'none' : near });
  };

  /** Through what a grant reaches them. */
  const viaWords = (via: Via): string => {
    switch (via.kind) {
      case 'group':
        return via.name === null
          ? intl.formatMessage({ id: 'subject.via.hiddenGroup' })
          : intl.formatMessage({ id: 'subject.via.group' }, { group: via.name });
      case 'role':
        return intl.formatMessage({ id: 'subject.via.role' }, { role: via.role });
      case 'own':
      case 'signedIn':
      case 'anyone':
        return intl.formatMessage({ id: `subject.via.${via.kind}` });
    }
  };

  /** "14:02" of today; with the day before that. */
  const momentWords = (moment: string): string => {
    const day = dayOf(moment, timeZone);
    return day.compare(dayOf(now(), timeZone)) === 0 ? time(moment) : `${formatDay(intl, day)}, ${time(moment)}`;
  };

  /** All of the page, to be pasted into a mail. */
  const pageText = ({ subject, grants }: SubjectPage, checkedAt: string | null): string => {
    const { access } = subject;
    const name = nameOf(access);
    const address = access.to === 'guest' && access.guest.kind === 'person' ? access.guest.username : null;
    const rows = grants.map((grant) =>
      intl.formatMessage(
        { id: 'subject.text.row' },
        {
          folder: grant.name,
          collection: grant.path === '/' ? grant.collectionName : `${grant.collectionName}: ${grant.path}`,
          verb: intl.formatMessage({ id: `common.verb.${grant.permissions}` }),
          until: intl.formatMessage(
            { id: 'change.untilPlain' },
            {
              end: grant.endsAt === null ? 'none' : 'on',
              moment: grant.endsAt === null ? '' : dayOfMoment(grant.endsAt),
            },
          ),
          via: viaWords(grant.via),
        },
      ),
    );
    return [
      address === null || address === name ? name : intl.formatMessage({ id: 'subject.text.title' }, { name, address }),
      sumWords(grants),
      ...(checkedAt === null
        ? []
        : [intl.formatMessage({ id: 'subject.text.asOf' }, { time: `${dayOfMoment(checkedAt)}, ${time(checkedAt)}` })]),
      ...rows,
    ].join('\n');
  };

  return { sumWords, viaWords, momentWords, pageText };
}
