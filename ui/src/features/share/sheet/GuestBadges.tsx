import { Bot, Building2, EyeOff, ShieldAlert, Sparkles, UserRoundX, UserX } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useIntl } from 'react-intl';
import { Badge, type Tone } from '../../../components/Badge';
import type { MessageId } from '../../../i18n/messages';
import type { FolderCheck, Guest } from '../../../ipc/bindings';

interface Remark {
  id: MessageId;
  icon: LucideIcon;
  tone?: Tone;
}

/** The two remarks on a guest that matter most. */
export function GuestBadges({ guest, checks }: { guest: Guest; checks: readonly FolderCheck[] }) {
  const intl = useIntl();
  const remarks = guest.kind === 'group' ? groupRemarks(guest, checks) : personRemarks(guest);
  if (remarks.length === 0) return null;
  return remarks.slice(0, 2).map(({ id, icon, tone = 'neutral' }) => (
    <Badge key={id} icon={icon} tone={tone}>
      {intl.formatMessage({ id })}
    </Badge>
  ));
}

function personRemarks(person: Guest & { kind: 'person' }): Remark[] {
  const remarks: Remark[] = [];
  if (person.status === 'closed') remarks.push({ id: 'share.badge.closed', icon: UserRoundX, tone: 'attn' });
  if (person.application) remarks.push({ id: 'share.badge.application', icon: Bot });
  if (person.status === 'unused') remarks.push({ id: 'share.badge.neverSignedIn', icon: UserX });
  if (person.outside) remarks.push({ id: 'share.badge.outside', icon: Building2 });
  if (person.firstTime) remarks.push({ id: 'share.badge.firstTime', icon: Sparkles });
  if (person.status === 'private') remarks.push({ id: 'share.badge.private', icon: EyeOff });
  return remarks;
}

function groupRemarks(group: Guest & { kind: 'group' }, checks: readonly FolderCheck[]): Remark[] {
  return wantsProtectedGroup(group, checks) ? [{ id: 'share.badge.protected', icon: ShieldAlert, tone: 'attn' }] : [];
}

/** Whether the group is of the wrong kind for protected storage. */
export function wantsProtectedGroup(guest: Guest, checks: readonly FolderCheck[]): boolean {
  return (
    guest.kind === 'group' &&
    !guest.highAssurance &&
    checks.some((check) => check.location?.storage.highAssurance === true)
  );
}
