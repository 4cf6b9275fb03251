import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Address } from '../../../components/guests/Address';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import { useMoments } from '../../../components/useMoments';
import type { Access, PlannedChange, Stored } from '../../../ipc/bindings';
import { useTimeZone } from '../../../time/Clock';
import type { Grouping } from '../model/rows';
import { useChangeWords } from '../words';
import styles from './Review.module.css';

interface SentenceProps {
  row: PlannedChange;
  /** What stands above already: a guest with the address, or a folder with its place. */
  under: Grouping | null;
}

/** What happens to one row, from what is stored now to what will be. */
export function Sentence({ row, under }: SentenceProps) {
  const { placeOf } = useChangeWords();
  const place = under === 'folder' ? null : placeOf(row);
  return (
    <div>
      <p className={under === null ? styles.sentence : undefined}>
        <Main row={row} who={<Who access={row.access} short={under === 'guest'} />} />
      </p>
      {place !== null && <p className={styles.meta}>{place}</p>}
      <Now row={row} />
      <Remains row={row} />
    </div>
  );
}

function Main({ row, who }: { row: PlannedChange; who: ReactNode }) {
  const intl = useIntl();
  const folder = <FormattedMessage id="change.folder" values={{ name: row.name }} />;
  const { step, before, after, remains } = row;
  switch (step.kind) {
    case 'remove':
      return (
        <FormattedMessage
          id={remains.length > 0 ? 'change.row.removeKeeps' : 'change.row.remove'}
          values={{ who, folder }}
        />
      );
    case 'takeRole':
      return (
        <FormattedMessage
          id={remains.length > 0 ? 'change.row.takeRoleKeeps' : 'change.row.takeRole'}
          values={{ who, folder: <FormattedMessage id="change.folder" values={{ name: row.collectionName }} /> }}
        />
      );
    case 'add':
    case 'update':
    case 'nothing':
    case 'notPossible': {
      const shown = after ?? before;
      if (shown === null) return <FormattedMessage id="change.row.remove" values={{ who, folder }} />;
      const values = {
        who,
        folder,
        verb: intl.formatMessage({ id: `common.verb.${shown.permissions}` }),
        until: <Until endsAt={shown.endsAt} />,
      };
      if (step.kind === 'update' && before !== null && before.permissions === shown.permissions) {
        return <EndSentence values={values} before={before} after={shown} />;
      }
      return <FormattedMessage id={`change.row.${sentenceOf(step.kind, shown)}`} values={values} />;
    }
  }
}

function sentenceOf(kind: 'add' | 'update' | 'nothing' | 'notPossible', { permissions }: Stored) {
  if (kind === 'add') return 'add';
  if (kind === 'update') return permissions === 'rw' ? 'up' : 'down';
  return 'nothing';
}

interface EndSentenceProps {
  values: Record<'who' | 'folder' | 'verb' | 'until', ReactNode>;
  before: Stored;
  after: Stored;
}

/** Only the end changes; on the same day, the time of day says by how much. */
function EndSentence({ values, before, after }: EndSentenceProps) {
  const { dayOfMoment, moment } = useMoments(useTimeZone());
  const was = before.endsAt;
  const sameDay = was !== null && after.endsAt !== null && dayOfMoment(was) === dayOfMoment(after.endsAt);
  return (
    <FormattedMessage
      id="change.row.end"
      values={{
        ...values,
        before: was === null ? 'none' : 'on',
        moment: was === null ? '' : sameDay ? moment(was) : dayOfMoment(was),
      }}
    />
  );
}

function Until({ endsAt }: { endsAt: string | null }) {
  const { moment } = useMoments(useTimeZone());
  return (
    <FormattedMessage
      id="change.until"
      values={{ end: endsAt === null ? 'none' : 'on', moment: endsAt === null ? '' : moment(endsAt) }}
    />
  );
}

/** The guest, with what tells two people of one name apart; the short name where that stands above. */
export function Who({ access, short }: { access: Access; short: boolean }) {
  const { nameOf, shortNameOf } = useAccessWords();
  const guest = access.to === 'guest' ? access.guest : null;
  if (short || guest === null) {
    return <FormattedMessage id="change.who.alone" values={{ who: short ? shortNameOf(access) : nameOf(access) }} />;
  }
  if (guest.kind === 'group') {
    return guest.memberCount === null ? (
      <FormattedMessage id="change.who.alone" values={{ who: nameOf(access) }} />
    ) : (
      <FormattedMessage id="change.who.group" values={{ who: nameOf(access), count: guest.memberCount }} />
    );
  }
  if (guest.name === null) {
    return <FormattedMessage id="change.who.alone" values={{ who: <Address plain username={guest.username} /> }} />;
  }
  const elsewhere = guest.outside && guest.organization !== null;
  const address = (
    <>
      <Address plain username={guest.username} />
      {elsewhere && <>, {guest.organization}</>}
    </>
  );
  return <FormattedMessage id="change.who.address" values={{ who: guest.name, address }} />;
}

/** What is stored now, where the sentence does not say it. */
function Now({ row: { step, before, after } }: { row: PlannedChange }) {
  const { verb, untilPlain } = useChangeWords();
  const told = step.kind === 'update' && before?.permissions === after?.permissions;
  const idle = step.kind === 'nothing' || step.kind === 'notPossible' || step.kind === 'takeRole';
  if (before === null || told || idle) return null;
  return (
    <p className={styles.meta}>
      <FormattedMessage
        id="change.row.now"
        values={{ verb: verb(before.permissions), until: untilPlain(before.endsAt) }}
      />
    </p>
  );
}

/** Other ways in that are left: "they lose access" is true only where there are none. */
export function Remains({ row, whole = false }: { row: PlannedChange; whole?: boolean }) {
  const intl = useIntl();
  const { shortNameOf, nameOf } = useAccessWords();
  const { wayOf } = useChangeWords();
  if (row.remains.length === 0) return null;
  const ways = intl.formatList(row.remains.map((one) => wayOf(one, row)));
  const who = whole ? nameOf(row.access) : shortNameOf(row.access);
  return (
    <p className={styles.remains}>
      <FormattedMessage id="change.remains" values={{ who, ways }} />
    </p>
  );
}
