import { Link, UserX } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useIntl } from 'react-intl';

import { Button } from '../../../components/Button';
import { Cell, Row } from '../../../components/Table';
import type { Share } from '../../../ipc/bindings';
import type { Allowed } from '../model/allowed';
import { ownGuests } from '../model/facts';
import { useShareWords } from '../words';
import styles from './Rows.module.css';

interface Props extends ComponentProps<'tr'> {
  share: Share;
  allowed: Allowed;
  busy: boolean;
  onCopyLink: () => void;
  onStopAll: () => void;
}

/** What can be done with the whole of an opened share, and why something can't. */
export function ActionsRow({ share, allowed, busy, onCopyLink, onStopAll, ...row }: Props) {
  const intl = useIntl();
  const { guestsPhrase } = useShareWords();
  const own = ownGuests(share);
  const reasons = [
    allowed.change === 'offline' && intl.formatMessage({ id: 'shares.offlineReason' }),
    allowed.change === 'role' && intl.formatMessage({ id: 'shares.cantChange' }),
    allowed.remove === 'role' && intl.formatMessage({ id: 'shares.cantRemove' }),
  ].filter((reason) => reason !== false);
  return (
    <Row nested {...row}>
      <Cell colSpan={5}>
        <div className={styles.actions}>
          <Button size="small" icon={Link} onClick={onCopyLink}>
            {intl.formatMessage({ id: 'shares.copyLink' })}
          </Button>
          {own.length > 1 && allowed.remove === null && (
            <Button size="small" variant="danger" icon={UserX} busy={busy} onClick={onStopAll}>
              {intl.formatMessage({ id: 'shares.stopAll' }, { guests: guestsPhrase(own) })}
            </Button>
          )}
          {reasons.map((reason) => (
            <span key={reason} className={styles.meta}>
              {reason}
            </span>
          ))}
        </div>
      </Cell>
    </Row>
  );
}
