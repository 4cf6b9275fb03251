import { useIntl } from 'react-intl';

import { ConfirmDialog } from '../../../components/Dialog';
import type { Share } from '../../../ipc/bindings';
import type { Clock } from '../model/ends';
import { whatRemains } from '../model/remains';
import type { RuleGuest } from '../queries/useAccessActions';
import { useShareWords } from '../words';
import styles from './Rows.module.css';

interface Props {
  share: Share;
  guests: readonly RuleGuest[];
  /** All shares: another one may keep somebody in. */
  shares: readonly Share[];
  clock: Clock;
  onClose: () => void;
  onStop: () => void;
}

/** Asks before access ends, and says what stays: the files, and any other way in. */
export function StopDialog({ share, guests, shares, clock, onClose, onStop }: Props) {
  const intl = useIntl();
  const { guestName, guestsPhrase, remainsPhrase } = useShareWords();
  const leaving = new Set(guests.map((guest) => guest.ruleId));
  const staying = guests
    .map((guest) => ({ guest, remains: whatRemains(shares, share, guest, leaving, clock) }))
    .filter(({ remains }) => remains.length > 0);
  const named = staying.slice(0, 3);
  const more = staying.length - named.length;
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={intl.formatMessage({ id: 'shares.stopTitle' }, { share: share.name, guests: guestsPhrase(guests) })}
      safeLabel={intl.formatMessage({ id: 'shares.keep' })}
      actLabel={intl.formatMessage({ id: 'shares.stopWith' }, { count: guests.length })}
      onAct={onStop}
    >
      <p>{intl.formatMessage({ id: staying.length > 0 ? 'shares.stopLeadRemains' : 'shares.stopLead' })}</p>
      {staying.length > 0 && (
        <ul className={styles.remains}>
          {named.map(({ guest, remains }) => (
            <li key={guest.ruleId}>
              {intl.formatMessage(
                { id: 'shares.remains' },
                { guest: guestName(guest), share: share.name, through: remainsPhrase(remains) },
              )}
            </li>
          ))}
          {more > 0 && <li>{intl.formatMessage({ id: 'shares.remainsMore' }, { count: more })}</li>}
        </ul>
      )}
    </ConfirmDialog>
  );
}
