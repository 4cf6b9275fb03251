import { useIntl } from 'react-intl';
import type { Guest } from '../../../ipc/bindings';

type Group = Guest & { kind: 'group' };

/** Size, owner and who can add members in two lines, for a row of the list. */
export function useGroupLines() {
  const intl = useIntl();
  return (group: Group): string[] => [
    intl.formatMessage(
      { id: 'share.guest.group' },
      {
        members: group.memberCount ?? -1,
        owner: group.iAmAdmin ? 'me' : group.owner === null ? 'none' : 'known',
        ownerName: group.owner ?? '',
      },
    ),
    ...(group.canAddMembers === null
      ? []
      : [intl.formatMessage({ id: 'share.guest.canAdd' }, { count: group.canAddMembers })]),
  ];
}
