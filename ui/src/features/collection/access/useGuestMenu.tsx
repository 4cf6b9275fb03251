import { CircleHelp, KeyRound, PenLine, UserX, Users } from 'lucide-react';
import { useIntl } from 'react-intl';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import type { MenuEntry } from '../../../components/MoreMenu';
import type { EffectiveGuest, FolderAccess } from '../../../ipc/bindings';
import { useNavigation } from '../../../navigation/navigation';
import { deciding, isThroughRole, ownRules, ruleRefs } from '../model/guests';
import type { TabProps } from '../CollectionTabs';
import type { Opened } from './opened';

interface GuestMenuProps {
  folder: FolderAccess;
  guest: EffectiveGuest;
  offline: boolean;
  onOpened: (what: Opened) => void;
  onOpen: TabProps['onOpen'];
}

/** What can be done about one guest here. What a role does not allow is not among it. */
export function useGuestMenu({ folder, guest, offline, onOpened, onOpen }: GuestMenuProps): MenuEntry[] {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const { shortNameOf } = useAccessWords();
  const name = shortNameOf(guest.access);
  const unavailable = offline ? intl.formatMessage({ id: 'collection.needsConnection' }) : null;
  const who = guest.access.to === 'guest' ? guest.access.guest : null;
  const entries: MenuEntry[] = [];

  const decides = deciding(guest);
  if (decides !== null) {
    entries.push({
      id: 'change',
      icon: PenLine,
      label: intl.formatMessage({ id: 'collection.why.change' }, { name, folder: decides.name }),
      unavailable,
      onAct: () => navigate({ name: 'change', targets: { kind: 'rules', rules: ruleRefs([decides]) }, action: null }),
    });
  }
  if (isThroughRole(guest)) {
    entries.push({
      id: 'roles',
      icon: KeyRound,
      label: intl.formatMessage({ id: 'collection.openRoles' }),
      onAct: () => onOpen({ tab: 'roles' }),
    });
  } else if (who?.kind === 'person') {
    entries.push({
      id: 'diagnose',
      icon: CircleHelp,
      label: intl.formatMessage({ id: 'collection.diagnosis.ask' }, { name, folder: folder.name }),
      unavailable,
      onAct: () => onOpened('diagnosis'),
    });
  }
  if (who !== null && !guest.isMe) {
    entries.push({
      id: 'subject',
      icon: Users,
      label: intl.formatMessage({ id: 'collection.allTheyReach' }, { name }),
      onAct: () => navigate({ name: 'subject', id: { kind: who.kind, id: who.id } }),
    });
  }
  const removable = ownRules(guest).filter(({ canRemove }) => canRemove);
  if (removable.length > 0) {
    entries.push({
      id: 'stop',
      icon: UserX,
      danger: true,
      label: intl.formatMessage({ id: 'collection.stop' }, { name }),
      unavailable,
      onAct: () =>
        navigate({
          name: 'change',
          targets: { kind: 'rules', rules: ruleRefs(removable) },
          action: { kind: 'stop' },
        }),
    });
  }
  return entries;
}
