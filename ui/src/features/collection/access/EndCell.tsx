import { Infinity as NoEnd } from 'lucide-react';
import { useIntl } from 'react-intl';
import { Badge } from '../../../components/Badge';
import { FormattedDay } from '../../../components/FormattedDay';
import { LinkButton } from '../../../components/LinkButton';
import type { EffectiveGuest } from '../../../ipc/bindings';
import styles from './GuestRow.module.css';

/** The day on which a guest's real access ends, or why it has none. */
export function EndCell({ guest, onRoles }: { guest: EffectiveGuest; onRoles: () => void }) {
  const intl = useIntl();
  if (guest.owner) return intl.formatMessage({ id: 'collection.end.never' });
  if (guest.role !== null) {
    return (
      <span className={styles.end}>
        {intl.formatMessage({ id: 'collection.end.role' })}
        <LinkButton onClick={onRoles}>{intl.formatMessage({ id: 'collection.openRoles' })}</LinkButton>
      </span>
    );
  }
  if (guest.endsAt !== null) return <FormattedDay value={guest.endsAt} />;
  const reason = guest.counting.find(({ endsAt, noEndReason }) => endsAt === null && noEndReason)?.noEndReason;
  return (
    <span className={styles.end}>
      <Badge tone="attn" icon={NoEnd}>
        {intl.formatMessage({ id: 'common.noEndDate' })}
      </Badge>
      {reason && <span className={styles.line}>{reason}</span>}
    </span>
  );
}
