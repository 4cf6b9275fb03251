import { Ban, Building2, FolderX, Globe, History, Lock, Unplug, UserX, type LucideIcon } from 'lucide-react';
import { useIntl } from 'react-intl';

import { Badge, type Tone } from '../../../components/Badge';
import type { MessageId } from '../../../i18n/messages';
import type { Access, GrantRow, ShareBadge, ShareRow } from '../../../ipc/bindings';
import styles from './Rows.module.css';

interface Remark {
  id: MessageId;
  tone?: Tone;
  icon: LucideIcon;
}

/** What is wrong first, then who else can see it. That there is no end stands where the date would. */
const SHARE: [ShareBadge, Remark][] = [
  ['folderNotFound', { id: 'shares.badge.folderNotFound', tone: 'danger', icon: FolderX }],
  ['ownerLockedOut', { id: 'shares.badge.ownerLockedOut', tone: 'danger', icon: Lock }],
  ['offline', { id: 'shares.badge.offline', tone: 'attn', icon: Unplug }],
  ['anyone', { id: 'shares.badge.anyone', tone: 'attn', icon: Globe }],
  ['signedIn', { id: 'shares.badge.signedIn', tone: 'attn', icon: Globe }],
];

const CHANGED: Remark = { id: 'shares.badge.changed', icon: History };

/** Remarks about a shared folder. */
export function ShareBadges({ row }: { row: ShareRow }) {
  const found = SHARE.filter(([badge]) => row.badges.includes(badge)).map(([, remark]) => remark);
  return <Badges remarks={row.changed ? [...found, CHANGED] : found} />;
}

/** Remarks about a person or group, and whether something of theirs is new. */
export function GuestBadges({ access, changed }: { access: Access; changed: boolean }) {
  return <Badges remarks={[...guestRemarks(access), ...(changed ? [CHANGED] : [])]} />;
}

/** Remarks about one grant; `guest` says those about the guest, too. */
export function GrantBadges({ row, guest }: { row: GrantRow; guest: boolean }) {
  const remarks: Remark[] = [];
  if (row.noEffect) remarks.push({ id: 'shares.badge.noEffect', icon: Ban });
  if (row.changed !== null) remarks.push({ id: `shares.since.${row.changed}`, icon: History });
  return <Badges remarks={guest ? [...remarks, ...guestRemarks(row.access)] : remarks} />;
}

function guestRemarks(access: Access): Remark[] {
  if (access.to !== 'guest' || access.guest.kind !== 'person') return [];
  const { outside, status } = access.guest;
  return [
    ...(outside ? [{ id: 'shares.badge.outside' as const, icon: Building2 }] : []),
    ...(status === 'unused' ? [{ id: 'shares.badge.neverSignedIn' as const, icon: UserX }] : []),
    ...(status === 'closed' ? [{ id: 'shares.badge.closed' as const, icon: UserX }] : []),
  ];
}

/** Two at most; the rest stands in the details. */
function Badges({ remarks }: { remarks: readonly Remark[] }) {
  const intl = useIntl();
  if (remarks.length === 0) return null;
  return (
    <span className={styles.badges}>
      {remarks.slice(0, 2).map(({ id, tone = 'neutral', icon }) => (
        <Badge key={id} tone={tone} icon={icon}>
          {intl.formatMessage({ id })}
        </Badge>
      ))}
    </span>
  );
}
