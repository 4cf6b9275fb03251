import { CornerLeftUp, FolderPlus, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../components/Button';
import { Checkbox } from '../components/Checkbox';
import type { StorageCard } from '../ipc/bindings';
import { NewFolder } from './NewFolder';
import type { Purpose } from './picked';
import styles from './Storage.module.css';

interface FolderToolsProps {
  purpose: Purpose;
  storage: StorageCard;
  name: string;
  /** Null until the storage has said where one is. */
  path: string | null;
  hidden: boolean;
  setHidden: (hidden: boolean) => void;
  canGoUp: boolean;
  looking: boolean;
  onUp: () => void;
  onAgain: () => void;
  /** Into a folder that was made. */
  onMade: (path: string) => void;
}

/** Up, again, hidden ones, and where something is to be put, a new folder. */
export function FolderTools({
  purpose,
  storage,
  name,
  path,
  hidden,
  setHidden,
  canGoUp,
  looking,
  onUp,
  onAgain,
  onMade,
}: FolderToolsProps) {
  const intl = useIntl();
  const [making, setMaking] = useState(false);
  return (
    <div className={styles.tools}>
      {canGoUp && (
        <Button size="small" icon={CornerLeftUp} onClick={onUp}>
          <FormattedMessage id="storage.up" />
        </Button>
      )}
      <Button size="small" icon={RefreshCw} busy={looking} onClick={onAgain}>
        <FormattedMessage id="storage.again" />
      </Button>
      {purpose === 'destination' && path !== null && (
        <>
          <Button size="small" icon={FolderPlus} onClick={() => setMaking(true)}>
            <FormattedMessage id="storage.newFolder" />
          </Button>
          {making && (
            <NewFolder storage={storage} parent={path} name={name} onMade={onMade} onClose={() => setMaking(false)} />
          )}
        </>
      )}
      <Checkbox checked={hidden} onChange={setHidden} className={styles.hidden}>
        {intl.formatMessage({ id: 'storage.hidden' })}
      </Checkbox>
    </div>
  );
}
