import { useIntl } from 'react-intl';

import type { Share, ShareGuest } from '../../ipc/bindings';
import { countGuests } from './model/facts';
import { hasOwnRule } from './model/identity';
import type { Remains } from './model/remains';

/** Words that several parts of this screen need, made of the catalogue's messages. */
export function useShareWords() {
  const intl = useIntl();

  /** The guest's name, as in lists and questions; the address where Globus shows no name. */
  const guestName = ({ access, isMe }: ShareGuest): string => {
    if (access.to === 'signedIn') return intl.formatMessage({ id: 'shares.everyoneSignedIn' });
    if (access.to === 'anyone') return intl.formatMessage({ id: 'shares.anyone' });
    const { guest } = access;
    if (guest.kind === 'group') return guest.name ?? intl.formatMessage({ id: 'shares.unnamedGroup' });
    const name = guest.name ?? guest.username;
    return isMe ? intl.formatMessage({ id: 'shares.you' }, { name }) : name;
  };

  /** "14 people", "3 people and 1 group": how many lose access. One guest alone is named. */
  const guestsPhrase = (guests: readonly ShareGuest[]): string => {
    const [only] = guests;
    if (only !== undefined && guests.length === 1) return guestName(only);
    const { people, groups, signedIn, anyone } = countGuests(guests);
    const parts = [
      people > 0 ? intl.formatMessage({ id: 'shares.people' }, { count: people }) : null,
      groups > 0 ? intl.formatMessage({ id: 'shares.groups' }, { count: groups }) : null,
      signedIn ? intl.formatMessage({ id: 'shares.inSentence.signedIn' }) : null,
      anyone ? intl.formatMessage({ id: 'shares.inSentence.anyone' }) : null,
    ];
    return intl.formatList(parts.filter((part) => part !== null));
  };

  /** "Through the administrator role", for access that is no share. */
  const roleName = (guest: ShareGuest): string | null => {
    if (hasOwnRule(guest)) return null;
    if (guest.role === 'administrator' || guest.role === 'access_manager') {
      return intl.formatMessage({ id: `shares.role.${guest.role}` });
    }
    return intl.formatMessage({ id: 'shares.role.other' });
  };

  /** Through what somebody keeps access, as the end of a sentence. */
  const remainsPhrase = (remains: readonly Remains[]): string =>
    intl.formatList(
      remains.map((one) =>
        intl.formatMessage({ id: `shares.remains.${one.kind}` }, { name: one.kind === 'role' ? '' : one.name }),
      ),
    );

  /** Where a share lives: its storage, or the shared folder that it is a part of. */
  const placeName = (share: Share): string => {
    if (share.path !== '/') return intl.formatMessage({ id: 'shares.inCollection' }, { name: share.collectionName });
    if (share.storage?.kind === 'thisComputer') return intl.formatMessage({ id: 'shares.thisComputer' });
    return share.storage?.name ?? share.collectionName;
  };

  return { guestName, guestsPhrase, roleName, remainsPhrase, placeName };
}

/** The words of this screen. */
export type ShareWords = ReturnType<typeof useShareWords>;
