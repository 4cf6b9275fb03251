import { useIntl } from 'react-intl';
import { isDeep } from '../../components/access/isDeep';
import { accessKey } from '../../components/guests/guests';
import { useAccessWords } from '../../components/guests/useAccessWords';
import { useMoments } from '../../components/useMoments';
import type { ChangePlan, Permissions, PlannedChange, Remaining } from '../../ipc/bindings';
import { useTimeZone } from '../../time/Clock';
import { actOf } from './model/act';
import { countPlaces, happens } from './model/rows';

/** Words that several parts of this screen need, made of the catalogue's messages. */
export function useChangeWords() {
  const intl = useIntl();
  const { nameOf } = useAccessWords();
  const { dayOfMoment } = useMoments(useTimeZone());

  const verb = (permissions: Permissions): string => intl.formatMessage({ id: `common.verb.${permissions}` });

  /** "until Fri 18 Dec 2026", "no end date". */
  const untilPlain = (endsAt: string | null): string =>
    intl.formatMessage(
      { id: 'change.untilPlain' },
      { end: endsAt === null ? 'none' : 'on', moment: endsAt === null ? '' : dayOfMoment(endsAt) },
    );

  /** "in Maple trial 2026", where the folder is not the whole collection; with its path where that says more. */
  const placeOf = ({ path, name, collectionName }: PlannedChange): string | null => {
    if (path === '/') return null;
    return isDeep(path) || name === collectionName
      ? intl.formatMessage({ id: 'change.placePath' }, { path, collection: collectionName })
      : intl.formatMessage({ id: 'change.place' }, { collection: collectionName });
  };

  /** "3 people and 1 group"; one guest alone is named. */
  const guestsPhrase = (rows: readonly PlannedChange[]): string => {
    const guests = [...new Map(rows.map(({ access }) => [accessKey(access), access])).values()];
    const [only] = guests;
    if (only !== undefined && guests.length === 1) return nameOf(only);
    const count = (kind: 'person' | 'group') =>
      guests.filter((access) => access.to === 'guest' && access.guest.kind === kind).length;
    const [people, groups] = [count('person'), count('group')];
    const parts = [
      people > 0 ? intl.formatMessage({ id: 'change.people' }, { count: people }) : null,
      groups > 0 ? intl.formatMessage({ id: 'change.groups' }, { count: groups }) : null,
      guests.some(({ to }) => to === 'signedIn') ? intl.formatMessage({ id: 'change.signedIn' }) : null,
      guests.some(({ to }) => to === 'anyone') ? intl.formatMessage({ id: 'change.anyone' }) : null,
    ];
    return intl.formatList(parts.filter((part) => part !== null));
  };

  /** The button that carries it out: the act and the number. */
  const actLabel = (plan: ChangePlan): string => {
    const act = actOf(plan.action, plan.rows);
    const rows = plan.rows.filter(happens);
    if (act === 'stop') {
      const places = countPlaces(rows);
      const guests = guestsPhrase(rows);
      return places > 1
        ? intl.formatMessage({ id: 'change.act.stopIn' }, { guests, places })
        : intl.formatMessage({ id: 'change.act.stop' }, { guests });
    }
    // A move is a new share and the end of the old one: to the person it is one.
    const count = act === 'point' ? rows.filter(({ after }) => after !== null).length : rows.length;
    return intl.formatMessage({ id: `change.act.${act}` }, { count });
  };

  /** "through Whitfield Lab (view and download, until Fri 18 Dec 2026)". */
  const wayOf = ({ via, path, permissions, endsAt }: Remaining, row: PlannedChange): string => {
    const folder = path.split('/').filter(Boolean).at(-1) ?? row.collectionName;
    const values = { folder, verb: verb(permissions), until: untilPlain(endsAt) };
    switch (via.kind) {
      case 'group':
        return via.name === null
          ? intl.formatMessage({ id: 'change.remains.hiddenGroup' }, values)
          : intl.formatMessage({ id: 'change.remains.group' }, { ...values, group: via.name });
      case 'role':
        return intl.formatMessage({ id: 'change.remains.role' }, { role: via.role });
      case 'own':
      case 'signedIn':
      case 'anyone':
        return intl.formatMessage({ id: `change.remains.${via.kind}` }, values);
    }
  };

  return { verb, untilPlain, placeOf, guestsPhrase, actLabel, wayOf };
}
