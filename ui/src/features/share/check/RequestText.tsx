import { Copy } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { TextArea } from '../../../components/TextArea';
import type { Storage } from '../../../ipc/bindings';
import { useAppState } from '../../../ipc/queries';
import { useCopy } from '../../../clipboard/useCopy';
import styles from './Check.module.css';

interface RequestTextProps {
  kind: 'subscription' | 'noPermission' | 'notMine' | 'server';
  path: string;
  storage: Storage | null;
  /** What stands against it. */
  reason?: string;
}

/** A ready-made request to the one who can help. It can be changed before it is copied. */
export function RequestText({ kind, path, storage, reason = '' }: RequestTextProps) {
  const intl = useIntl();
  const { session } = useAppState();
  const [text, setText] = useState(() =>
    intl.formatMessage(
      { id: `share.request.${kind}` },
      {
        path,
        reason,
        storage: storage?.name ?? '–',
        storageId: storage?.id ?? '–',
        username: session?.identity.username ?? '–',
      },
    ),
  );
  const { copy, label } = useCopy(intl.formatMessage({ id: 'share.request.copy' }));
  return (
    <div className={styles.request}>
      <TextArea
        label={<FormattedMessage id="share.request.title" />}
        hint={<FormattedMessage id="share.request.hint" />}
        rows={8}
        value={text}
        onChange={setText}
      />
      <div>
        <Button size="small" icon={Copy} onClick={() => void copy(text)}>
          {label}
        </Button>
      </div>
    </div>
  );
}
