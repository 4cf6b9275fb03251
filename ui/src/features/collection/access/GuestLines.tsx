import { Ban } from 'lucide-react';
import { useIntl } from 'react-intl';
import { Address } from '../../../components/guests/Address';
import type { EffectiveGuest } from '../../../ipc/bindings';
import styles from './GuestRow.module.css';

/** Below a guest's name: the address where it is needed, and through what they are here. */
export function GuestLines({ guest, showAddress }: { guest: EffectiveGuest; showAddress: boolean }) {
  const { access } = guest;
  const person = access.to === 'guest' && access.guest.kind === 'person' ? access.guest : null;
  const address = person !== null && person.name !== null && (showAddress || person.outside) ? person.username : null;
  return (
    <>
      {address !== null && (
        <div className={styles.line}>
          <Address username={address} plain />
        </div>
      )}
      <div className={styles.line}>
        <Through guest={guest} />
      </div>
      {guest.role !== null && guest.withoutEffect.length > 0 && (
        <div className={styles.line}>
          <NoEffect guest={guest} />
        </div>
      )}
    </>
  );
}

function Through({ guest }: { guest: EffectiveGuest }) {
  const intl = useIntl();
  const { access, counting, withoutEffect, role, owner } = guest;
  if (owner) return intl.formatMessage({ id: 'collection.through.owner' });
  if (role !== null) return intl.formatMessage({ id: 'collection.through.role' }, { role });
  if (withoutEffect.length > 0) return <NoEffect guest={guest} />;
  const group = counting.find(({ via }) => via.kind === 'group')?.via;
  if (group?.kind === 'group') {
    return intl.formatMessage(
      { id: 'collection.through.group' },
      { group: group.name ?? intl.formatMessage({ id: 'common.guest.hiddenGroup' }) },
    );
  }
  const folders = intl.formatList(new Set(counting.map(({ name }) => name)));
  const members = access.to === 'guest' && access.guest.kind === 'group' ? access.guest.memberCount : null;
  return members === null
    ? intl.formatMessage({ id: 'collection.through.shared' }, { folders })
    : intl.formatMessage({ id: 'collection.through.sharedGroup' }, { folders, members });
}

/** Shares that change nothing, beside those that count or beside a role. */
function NoEffect({ guest: { counting, withoutEffect, role } }: { guest: EffectiveGuest }) {
  const intl = useIntl();
  const count = withoutEffect.length;
  return (
    <span className={styles.noEffect}>
      <Ban size={14} strokeWidth={1.75} aria-hidden="true" />{' '}
      {role === null
        ? intl.formatMessage({ id: 'collection.through.noEffect' }, { count, total: counting.length + count })
        : intl.formatMessage({ id: 'collection.through.noEffectBesideRole' }, { count })}
    </span>
  );
}
