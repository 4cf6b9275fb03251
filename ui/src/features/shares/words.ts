import { useIntl } from 'react-intl';

import { isDeep } from '../../components/access/isDeep';
import { useAccessWords } from '../../components/guests/useAccessWords';
import type { GrantRow, ShareRow, SubjectRow, Via } from '../../ipc/bindings';

/** Words that several parts of this screen need, made of the catalogue's messages. */
export function useShareWords() {
  const intl = useIntl();
  const { nameOf } = useAccessWords();

  /** "in Maple trial 2026"; with the way to it where the name of the folder alone may stand for several. */
  const inCollection = ({ path, collectionName: name }: Pick<ShareRow, 'path' | 'collectionName'>): string =>
    isDeep(path)
      ? intl.formatMessage({ id: 'shares.inCollectionAt' }, { path, name })
      : intl.formatMessage({ id: 'shares.inCollection' }, { name });

  /** Where a share lives: its storage, or the shared folder that it is a part of. */
  const placeOf = (row: ShareRow): string => {
    if (row.path !== '/') return inCollection(row);
    if (row.storage?.kind === 'thisComputer') return intl.formatMessage({ id: 'shares.thisComputer' });
    return row.storage?.name ?? row.collectionName;
  };

  /** The name of a person, group or everybody; "you" for oneself. */
  const who = ({ access, isMe }: Pick<SubjectRow | GrantRow, 'access' | 'isMe'>): string => {
    const name = nameOf(access);
    return isMe ? intl.formatMessage({ id: 'shares.you' }, { name }) : name;
  };

  /** "Everything, through the administrator role". */
  const roleWords = (role: string): string => {
    const known = role === 'administrator' || role === 'access_manager' ? role : 'other';
    return intl.formatMessage({ id: `shares.role.${known}` });
  };

  /** "through Whitfield Lab"; null for what is somebody's own. */
  const through = (via: Via): string | null => {
    switch (via.kind) {
      case 'own':
      case 'signedIn':
      case 'anyone':
      case 'role':
        return null;
      case 'group':
        return intl.formatMessage(
          { id: 'shares.throughGroup' },
          { name: via.name ?? intl.formatMessage({ id: 'common.guest.hiddenGroup' }) },
        );
    }
  };

  return { inCollection, placeOf, who, roleWords, through };
}
