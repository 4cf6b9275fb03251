import { Copy, Mail, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useCopy } from '../../../clipboard/useCopy';
import { Button } from '../../../components/Button';
import { useLimits } from '../../../components/policy/limits';
import { TextArea } from '../../../components/TextArea';
import { folderName } from '../../../files/folderName';
import type { Checklist, Storage } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { mailLink } from '../model/recipientText';
import styles from './Check.module.css';
import { useRequestDraft } from './requestDrafts';
import { useRequestText, type RequestKind } from './useRequestText';

interface RequestTextProps {
  kind: RequestKind;
  path: string;
  storage: Storage | null;
  /** What stands against it. */
  reason?: string;
  /** How far this computer has come. */
  checklist?: Checklist | null;
}

/** Who can help: the keepers of a server know it best, the institution's desk helps with computers. */
function useContact(kind: RequestKind, storage: Storage | null): { name: string | null; email: string | null } {
  const { support } = useLimits();
  const keeper = kind === 'server' || kind === 'noPermission' ? (storage?.contactEmail ?? null) : null;
  if (keeper !== null) return { name: keeper, email: keeper };
  // Somebody else's computer is nobody's but its owner's.
  if (support === null || kind === 'notMine') return { name: null, email: null };
  return { name: support.email === null ? support.name : `${support.name} (${support.email})`, email: support.email };
}

/** A ready-made request to the one who can help. It can be changed before it is copied or mailed. */
export function RequestText({ kind, path, storage, reason, checklist }: RequestTextProps) {
  const intl = useIntl();
  const ipc = useIpc();
  const { email, name: contact } = useContact(kind, storage);
  const fresh = useRequestText({ kind, path, storage, reason: reason ?? null, checklist: checklist ?? null });
  const { text, old, write, renew } = useRequestDraft(`${kind} ${path}`, fresh);
  const [notOpened, setNotOpened] = useState(false);
  const { copy, label } = useCopy(intl.formatMessage({ id: 'request.copy' }));

  async function mail() {
    const subject = intl.formatMessage({ id: 'request.subject' }, { name: folderName(path) });
    setNotOpened(false);
    await ipc.openLink(mailLink(email, subject, text)).catch(() => setNotOpened(true));
  }

  return (
    <div className={styles.request}>
      <TextArea
        label={intl.formatMessage({ id: 'request.title' })}
        hint={
          contact === null
            ? intl.formatMessage({ id: 'request.hint' })
            : intl.formatMessage({ id: 'request.hintTo' }, { contact })
        }
        error={notOpened ? intl.formatMessage({ id: 'request.mailFailed' }) : undefined}
        rows={10}
        value={text}
        onChange={write}
      />
      <div className={styles.actions}>
        <Button size="small" icon={Copy} onClick={() => void copy(text)}>
          {label}
        </Button>
        <Button size="small" icon={Mail} onClick={() => void mail()}>
          {intl.formatMessage({ id: 'request.mail' })}
        </Button>
        {old && (
          <Button size="small" variant="quiet" icon={RotateCcw} onClick={renew}>
            {intl.formatMessage({ id: 'request.renew' })}
          </Button>
        )}
      </div>
    </div>
  );
}
