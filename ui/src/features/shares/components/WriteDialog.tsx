import { useRef, useState } from 'react';
import { useIntl } from 'react-intl';

import { Checkbox } from '../../../components/Checkbox';
import { ConfirmDialog } from '../../../components/Dialog';
import type { Share, ShareGuest } from '../../../ipc/bindings';
import { useShareWords } from '../words';
import styles from './Rows.module.css';

interface Props {
  share: Share;
  guest: ShareGuest;
  onClose: () => void;
  onGo: () => void;
}

/** Read and write includes delete: it needs the same tick here as on the review of a new share. */
export function WriteDialog({ share, guest, onClose, onGo }: Props) {
  const intl = useIntl();
  const { guestName } = useShareWords();
  const [ticked, setTicked] = useState(false);
  const [asked, setAsked] = useState(false);
  const tick = useRef<HTMLInputElement>(null);

  const go = () => {
    if (ticked) onGo();
    else {
      setAsked(true);
      tick.current?.focus();
    }
  };

  return (
    <ConfirmDialog
      open
      danger={false}
      onClose={onClose}
      title={intl.formatMessage({ id: 'shares.writeTitle' }, { guest: guestName(guest), share: share.name })}
      safeLabel={intl.formatMessage({ id: 'shares.writeKeep' })}
      actLabel={intl.formatMessage({ id: 'shares.writeGo' })}
      onAct={go}
    >
      <p>{intl.formatMessage({ id: 'shares.writeLead' })}</p>
      <div className={styles.tick}>
        <Checkbox
          ref={tick}
          checked={ticked}
          onChange={setTicked}
          error={asked && !ticked ? intl.formatMessage({ id: 'shares.writeTickNeeded' }) : undefined}
        >
          {intl.formatMessage({ id: 'shares.writeTick' }, { share: share.name })}
        </Checkbox>
      </div>
    </ConfirmDialog>
  );
}
