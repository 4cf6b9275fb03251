import { useMutation } from '@tanstack/react-query';
import { ClipboardPaste, FolderOpen, Server } from 'lucide-react';
import { useRef, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/Button';
import { Mark } from '../../../components/Mark';
import { ErrorCard } from '../../../errors/ErrorCard';
import { useIpc } from '../../../ipc/IpcProvider';
import { useAppState } from '../../../ipc/queries';
import { useNavigation } from '../../../navigation/navigation';
import styles from '../Home.module.css';
import { PastePath } from './PastePath';

/** Where a folder is dropped, and the three ways that need no mouse: of equal standing. */
export function DropZone({ onPaths }: { onPaths: (paths: string[]) => void }) {
  const ipc = useIpc();
  const { practice } = useAppState();
  const { navigate } = useNavigation();
  const [pasting, setPasting] = useState(false);
  const paste = useRef<HTMLButtonElement>(null);
  const choose = useMutation({ mutationFn: () => ipc.chooseFolders(), onSuccess: onPaths });
  return (
    <section className={styles.drop} aria-labelledby="drop-heading">
      <Mark size={4.125} />
      <h2 id="drop-heading" className={styles.dropHeading}>
        <FormattedMessage id="home.dropHere" />
      </h2>
      <p className={styles.dropNote}>
        <FormattedMessage id="home.dropNote" />
      </p>
      <div className={styles.dropButtons}>
        <Button
          variant="primary"
          size="large"
          icon={FolderOpen}
          busy={choose.isPending}
          onClick={() => choose.mutate()}
        >
          <FormattedMessage id={choose.isPending ? 'home.choosing' : 'home.choose'} />
        </Button>
        <Button
          ref={paste}
          size="large"
          icon={ClipboardPaste}
          aria-expanded={pasting}
          aria-controls="paste-path"
          onClick={() => setPasting(!pasting)}
        >
          <FormattedMessage id="home.paste" />
        </Button>
        <Button size="large" icon={Server} onClick={() => navigate({ name: 'browse' })}>
          <FormattedMessage id="home.browse" />
        </Button>
      </div>
      {practice && (
        <p className={styles.practiceNote}>
          <FormattedMessage id="home.practiceNote" />
        </p>
      )}
      <div id="paste-path" className={styles.paste}>
        {pasting && (
          <PastePath
            onPath={(path) => onPaths([path])}
            onCancel={() => {
              setPasting(false);
              paste.current?.focus();
            }}
          />
        )}
      </div>
      {choose.error && <ErrorCard error={choose.error} />}
    </section>
  );
}
