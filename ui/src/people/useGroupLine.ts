import { useIntl } from 'react-intl';
import type { Guest } from '../ipc/bindings';

type Group = Guest & { kind: 'group' };

/** Size, owner and who can add members, as far as they may be seen: for the people box. */
export function useGroupLine() {
  const intl = useIntl();
  return (group: Group): string =>
    intl.formatMessage(
      { id: 'people.groupLine' },
      {
        members: group.memberCount ?? -1,
        owner: group.owner === null ? 'none' : 'known',
        ownerName: group.owner ?? '',
        canAdd: group.canAddMembers ?? -1,
      },
    );
}
