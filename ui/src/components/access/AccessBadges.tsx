import { Ban, Bot, Building2, History, ShieldCheck, User, UserX, type LucideIcon } from 'lucide-react';
import { FormattedMessage } from 'react-intl';
import type { MessageId } from '../../i18n/messages';
import type { Access, GrantRow } from '../../ipc/bindings';
import { Badge } from '../Badge';
import styles from './Access.module.css';

interface Remark {
  id: MessageId;
  icon: LucideIcon;
}

/** What deserves to be known about a person or group before anything else. */
export function SubjectBadges({ access, isMe }: { access: Access; isMe: boolean }) {
  return <Badges remarks={[...(isMe ? [{ id: 'common.badge.you' as const, icon: User }] : []), ...remarks(access)]} />;
}

/** That a grant has no effect, or is new since the last visit. */
export function GrantBadges({ grant }: { grant: GrantRow }) {
  const found: Remark[] = [];
  if (grant.noEffect) found.push({ id: 'common.badge.noEffect', icon: Ban });
  if (grant.changed !== null) found.push({ id: `common.since.${grant.changed}`, icon: History });
  return <Badges remarks={found} />;
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

/** Two at most. */
function Badges({ remarks: all }: { remarks: readonly Remark[] }) {
  if (all.length === 0) return null;
  return (
    <span className={styles.badges}>
      {all.slice(0, 2).map(({ id, icon }) => (
        <Badge key={id} icon={icon}>
          <FormattedMessage id={id} />
        </Badge>
      ))}
    </span>
  );
}
