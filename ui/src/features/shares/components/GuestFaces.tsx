import { useIntl } from 'react-intl';

import { Avatar } from '../../../components/Avatar';
import { VisuallyHidden } from '../../../components/VisuallyHidden';
import type { ShareGuest } from '../../../ipc/bindings';
import { hasOwnRule } from '../model/identity';
import { useShareWords } from '../words';
import styles from './Rows.module.css';

/** How many faces have room beside each other. */
const FACES = 3;

/** A guest's picture: its shape says whether it is a person, a group, a role or everyone. */
export function GuestAvatar({ guest, name }: { guest: ShareGuest; name: string }) {
  if (!hasOwnRule(guest)) return <Avatar kind="role" name={name} />;
  if (guest.access.to !== 'guest') return <Avatar kind="everyone" name={name} />;
  const { guest: who } = guest.access;
  return who.kind === 'person' ? (
    <Avatar name={who.name ?? who.username} outside={who.outside} />
  ) : (
    <Avatar kind="group" name={name} />
  );
}

/** Who it is, at a glance; in words for those who do not see it. */
export function GuestFaces({ guests }: { guests: readonly ShareGuest[] }) {
  const intl = useIntl();
  const { guestName } = useShareWords();
  const own = guests.filter(hasOwnRule);
  const [first] = own;

  if (first === undefined) return <span>{intl.formatMessage({ id: 'shares.onlyRoles' })}</span>;
  if (own.length === 1 && first.access.to !== 'guest') return <span>{guestName(first)}</span>;

  const seen = own.slice(0, FACES);
  const more = own.length - seen.length;
  const names = seen.map(guestName);
  return (
    <span className={styles.faces}>
      {seen.map((guest, index) => (
        <span key={guest.ruleId} className={styles.face}>
          <GuestAvatar guest={guest} name={names[index] ?? ''} />
        </span>
      ))}
      {more > 0 && (
        <span className={styles.more} aria-hidden="true">
          {intl.formatMessage({ id: 'shares.moreGuests' }, { count: more })}
        </span>
      )}
      <VisuallyHidden>
        {more > 0
          ? intl.formatMessage({ id: 'shares.guestNamesMore' }, { count: own.length, names: names.join(', ') })
          : intl.formatMessage({ id: 'shares.guestNames' }, { count: own.length, names: intl.formatList(names) })}
      </VisuallyHidden>
    </span>
  );
}
