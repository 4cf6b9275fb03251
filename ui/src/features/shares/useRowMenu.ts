import { CalendarClock, FolderOpen, FolderSymlink, Link, PenLine, UserRound, UserX, Users } from 'lucide-react';
import { useIntl } from 'react-intl';

import type { MenuEntry } from '../../components/MoreMenu';
import { useToast } from '../../components/Toast';
import type {
  AuditQuery,
  AuditRow,
  ChangeTargets,
  GrantRow,
  ShareRow,
  SubjectId,
  SubjectRow,
} from '../../ipc/bindings';
import { useIpc } from '../../ipc/IpcProvider';
import { useNavigation } from '../../navigation/navigation';
import type { Ask } from './model/ask';
import { subjectOf } from './model/subject';
import { useShareWords } from './words';

interface Options {
  query: AuditQuery;
  offline: boolean;
  onAsk: (ask: Ask) => void;
}

/** What can be done with a row. What can't be done now says why. */
export function useRowMenu({ query, offline, onAsk }: Options): (row: AuditRow) => readonly MenuEntry[] {
  const intl = useIntl();
  const ipc = useIpc();
  const toast = useToast();
  const { navigate } = useNavigation();
  const { who } = useShareWords();

  const noConnection = offline ? intl.formatMessage({ id: 'shares.needsConnection' }) : null;
  const cantChange = (can: boolean) => noConnection ?? (can ? null : intl.formatMessage({ id: 'shares.cantChange' }));
  const cantRemove = (can: boolean) => noConnection ?? (can ? null : intl.formatMessage({ id: 'shares.cantRemove' }));
  /** What the row shows: with the filters, as its children do. */
  const rowsOf = (key: string): ChangeTargets => ({ kind: 'rows', rows: [key], query: { ...query, open: [] } });

  const level = (ask: Omit<Extract<Ask, { kind: 'level' }>, 'kind'>, unavailable: string | null): MenuEntry => ({
    id: 'level',
    label: intl.formatMessage({ id: 'shares.changeLevel' }),
    icon: PenLine,
    unavailable,
    onAct: () => onAsk({ kind: 'level', ...ask }),
  });
  const end = (ask: Omit<Extract<Ask, { kind: 'end' }>, 'kind'>, unavailable: string | null): MenuEntry => ({
    id: 'end',
    label: intl.formatMessage({ id: 'shares.changeEnd' }),
    icon: CalendarClock,
    unavailable,
    onAct: () => onAsk({ kind: 'end', ...ask }),
  });
  const stop = (targets: ChangeTargets, everywhere: boolean, unavailable: string | null): MenuEntry => ({
    id: 'stop',
    label: intl.formatMessage({ id: everywhere ? 'shares.removeEverywhere' : 'shares.stop' }),
    icon: UserX,
    danger: true,
    unavailable,
    onAct: () => navigate({ name: 'change', targets, action: { kind: 'stop' } }),
  });
  const page = (id: SubjectId): MenuEntry => ({
    id: 'page',
    label: intl.formatMessage({ id: id.kind === 'person' ? 'shares.openPerson' : 'shares.openGroup' }),
    icon: id.kind === 'person' ? UserRound : Users,
    onAct: () => navigate({ name: 'subject', id }),
  });

  const ofShare = (row: ShareRow): MenuEntry[] => {
    const { key, name, firstEnd: endsAt, atMost, collectionId, path } = row;
    const targets = rowsOf(key);
    const gone: MenuEntry[] = row.badges.includes('folderNotFound')
      ? [
          {
            id: 'point',
            label: intl.formatMessage({ id: 'shares.pointTo' }),
            icon: FolderSymlink,
            unavailable: cantChange(row.canChange),
            onAct: () => onAsk({ kind: 'point', row }),
          },
        ]
      : [];
    const copyLink: MenuEntry = {
      id: 'link',
      label: intl.formatMessage({ id: 'shares.copyLink' }),
      icon: Link,
      onAct: () =>
        void ipc
          .copyText(row.link)
          .then(() => toast({ message: intl.formatMessage({ id: 'shares.linkCopied' }, { share: name }) })),
    };
    const folderPage: MenuEntry = {
      id: 'page',
      label: intl.formatMessage({ id: 'shares.openFolder' }),
      icon: FolderOpen,
      onAct: () => navigate({ name: 'collection', id: collectionId, path }),
    };
    return [
      folderPage,
      copyLink,
      ...gone,
      level({ targets, name, level: atMost }, cantChange(row.canChange)),
      end({ targets, name, endsAt }, cantChange(row.canChange)),
      stop({ kind: 'folder', collectionId, path }, false, cantRemove(row.canRemove)),
    ];
  };

  const ofSubject = (row: SubjectRow): MenuEntry[] => {
    const id = subjectOf(row.access);
    const targets = rowsOf(row.key);
    const name = who(row);
    const all: ChangeTargets = id === null ? targets : { ...id };
    return [
      ...(id === null ? [] : [page(id)]),
      level({ targets, name, level: row.atMost }, noConnection),
      end({ targets, name, endsAt: row.firstEnd }, noConnection),
      stop(all, true, noConnection),
    ];
  };

  const ofGrant = (row: GrantRow): MenuEntry[] => {
    const through: SubjectId | null = row.via.kind === 'group' ? { kind: 'group', id: row.via.id } : null;
    if (through !== null) return [page(through)];
    if (row.rule === null) return [];
    const targets: ChangeTargets = { kind: 'rules', rules: [row.rule] };
    const name = intl.formatMessage({ id: 'shares.guestOn' }, { guest: who(row), share: row.name });
    return [
      level({ targets, name, level: row.permissions }, cantChange(row.canChange)),
      end({ targets, name, endsAt: row.endsAt }, cantChange(row.canChange)),
      stop(targets, false, cantRemove(row.canRemove)),
    ];
  };

  return (row) => {
    switch (row.kind) {
      case 'share':
        return ofShare(row);
      case 'subject':
        return ofSubject(row);
      case 'grant':
        return ofGrant(row);
    }
  };
}
