import { useMutation } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { useAnnounce } from '../../../components/Announcer';
import { Button } from '../../../components/Button';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import { IconButton } from '../../../components/IconButton';
import { Spinner } from '../../../components/Spinner';
import { TextField } from '../../../components/TextField';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { CollectionDetails, Diagnosis, EffectiveGuest, FolderAccess } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import type { TabProps } from '../CollectionTabs';
import styles from './Diagnosis.module.css';
import { Steps } from './Steps';
import { useVerdictWords } from './useVerdictWords';
import { VerdictFix } from './VerdictFix';

interface DiagnosisPanelProps {
  details: CollectionDetails;
  folder: FolderAccess;
  guest: EffectiveGuest;
  offline: boolean;
  onOpen: TabProps['onOpen'];
  onClose: () => void;
}

/** "Why can't they open it?": looks from the storage to the guest, and ends in one sentence with its fix. */
export function DiagnosisPanel({ details, folder, guest, offline, onOpen, onClose }: DiagnosisPanelProps) {
  const intl = useIntl();
  const ipc = useIpc();
  const announce = useAnnounce();
  const { shortNameOf } = useAccessWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const [address, setAddress] = useState('');
  const name = shortNameOf(guest.access);
  const values = { name, folder: folder.name };
  const verdictWords = useVerdictWords(values);

  const look = useMutation({
    mutationFn: (signsInAs: string | null): Promise<Diagnosis> =>
      ipc.diagnose({
        collectionId: details.id,
        path: folder.path,
        identityId: guest.access.to === 'guest' ? guest.access.guest.id : '',
        signsInAs,
      }),
    onSuccess: ({ verdict }) => announce(verdictWords(verdict)),
  });
  const begin = useEffectEvent(() => {
    heading.current?.focus();
    look.mutate(null);
  });
  // It only looks, so it begins by itself; the address makes it surer.
  useEffect(() => begin(), []);

  return (
    <section className={styles.panel} aria-labelledby="diagnosis-title">
      <div className={styles.head}>
        <h3 id="diagnosis-title" ref={heading} tabIndex={-1}>
          {intl.formatMessage({ id: 'collection.diagnosis.ask' }, values)}
        </h3>
        <IconButton icon={X} label={intl.formatMessage({ id: 'common.close' })} onClick={onClose} />
      </div>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!look.isPending) look.mutate(address.trim() === '' ? null : address.trim());
        }}
      >
        <TextField
          label={intl.formatMessage({ id: 'collection.diagnosis.address' }, values)}
          optional
          hint={intl.formatMessage({ id: 'collection.diagnosis.addressHint' })}
          type="email"
          value={address}
          onChange={setAddress}
        />
        <Button type="submit" size="small" busy={look.isPending}>
          {intl.formatMessage({ id: look.isPending ? 'collection.diagnosis.looking' : 'collection.diagnosis.again' })}
        </Button>
      </form>
      {look.isPending && (
        <p role="status" className={styles.muted}>
          <Spinner size={16} /> {intl.formatMessage({ id: 'collection.diagnosis.looking' })}
        </p>
      )}
      {look.error !== null && <ErrorCard error={look.error} />}
      {look.data !== undefined && (
        <>
          <p className={styles.verdict}>{verdictWords(look.data.verdict)}</p>
          <VerdictFix
            {...{ details, folder, guest, offline, onOpen }}
            verdict={look.data.verdict}
            onAgain={() => look.mutate(address.trim() === '' ? null : address.trim())}
          />
          <Steps steps={look.data.steps} {...values} />
          <p className={styles.muted}>{intl.formatMessage({ id: 'collection.diagnosis.unknowable' }, values)}</p>
        </>
      )}
    </section>
  );
}
