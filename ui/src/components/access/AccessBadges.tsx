import { Ban, Bot, Building2, History, ShieldCheck, User, UserX, type LucideIcon } from 'lucide-react';
import { FormattedMessage } from 'react-intl';
import type { MessageId } from '../../i18n/messages';
import type { Access, GrantRow } from '../../ipc/bindings';
import { Badge, type Tone } from '../Badge';
import styles from './Access.module.css';

/** One thing worth a badge. */
export interface Remark {
  id: MessageId;
  icon: LucideIcon;
  tone?: Tone;
}

/** Something of it is new since the last visit. */
export const CHANGED: Remark = { id: 'common.badge.changed', icon: History };

/** What deserves to be known about a person or group before anything else. */
export function SubjectBadges({ access, isMe, changed = false }: { access: Access; isMe: boolean; changed?: boolean }) {
  const me: Remark[] = isMe ? [{ id: 'common.badge.you', icon: User }] : [];
  return <Badges remarks={[...me, ...remarks(access), ...(changed ? [CHANGED] : [])]} />;
}

/** That a grant has no effect, or is new since the last visit; `guest` says what is to be known about the guest, too. */
export function GrantBadges({ grant, guest = false }: { grant: GrantRow; guest?: boolean }) {
  const found: Remark[] = [];
  if (grant.noEffect) found.push({ id: 'common.badge.noEffect', icon: Ban });
  if (grant.changed !== null) found.push({ id: `common.since.${grant.changed}`, icon: History });
  return <Badges remarks={guest ? [...found, ...remarks(grant.access)] : found} />;
}

function remarks(access: Access): Remark[] {
  if (access.to !== 'guest') return [];
  const { guest } = access;
  if (guest.kind === 'group') return guest.highAssurance ? [{ id: 'common.badge.protected', icon: ShieldCheck }] : [];
  const found: Remark[] = [];
  if (guest.status === 'closed') found.push({ id: 'common.badge.closed', icon: UserX });
  if (guest.status === 'unused') found.push({ id: 'common.badge.neverSignedIn', icon: UserX });
  if (guest.outside) found.push({ id: 'common.badge.outside', icon: Building2 });
  if (guest.application) found.push({ id: 'common.badge.application', icon: Bot });
  return found;
}

/** Two at most; the rest stands in the details. */
export function Badges({ remarks: all }: { remarks: readonly Remark[] }) {
  if (all.length === 0) return null;
  return (
    <span className={styles.badges}>
      {all.slice(0, 2).map(({ id, icon, tone = 'neutral' }) => (
        <Badge key={id} icon={icon} tone={tone}>
          <FormattedMessage id={id} />
        </Badge>
      ))}
    </span>
  );
}
