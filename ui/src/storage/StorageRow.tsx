import { ChevronRight, CloudOff, Eye, ShieldCheck, type LucideIcon } from 'lucide-react';
import { FormattedMessage } from 'react-intl';
import { Badge } from '../components/Badge';
import type { StorageCard } from '../ipc/bindings';
import { obstacle } from './picked';
import styles from './Storage.module.css';
import { placeIcon, useStorageWords } from './useStorageWords';

/** A storage as a row that opens it. */
export function StorageRow({ storage, onOpen }: { storage: StorageCard; onOpen: () => void }) {
  const { line } = useStorageWords();
  return (
    <PlaceRow
      icon={placeIcon(storage.kind)}
      name={storage.name}
      line={line(storage)}
      storage={storage}
      onOpen={onOpen}
    />
  );
}

interface PlaceRowProps {
  icon: LucideIcon;
  name: string;
  line: string;
  /** Gives the row its badges. */
  storage?: StorageCard;
  /** Without it the row can't be opened. */
  onOpen?: () => void;
}

/** A place: what it is called, what it is, and what one should know before one opens it. */
export function PlaceRow({ icon: Icon, name, line, storage, onOpen }: PlaceRowProps) {
  const content = (
    <>
      <span className={styles.icon}>
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      </span>
      <span className={styles.words}>
        <strong>{name}</strong>
        <span className={styles.line}>{line}</span>
      </span>
      {storage !== undefined && <Badges storage={storage} />}
      {onOpen && <ChevronRight className={styles.chevron} size={18} strokeWidth={1.75} aria-hidden="true" />}
    </>
  );
  if (onOpen === undefined) return <li className={styles.row}>{content}</li>;
  return (
    <li>
      <button type="button" data-place className={styles.row} onClick={onOpen}>
        {content}
      </button>
    </li>
  );
}

function Badges({ storage }: { storage: StorageCard }) {
  return (
    <span className={styles.badges}>
      {storage.protected && (
        <Badge icon={ShieldCheck}>
          <FormattedMessage id="storage.protected" />
        </Badge>
      )}
      {storage.online === false && (
        <Badge tone="attn" icon={CloudOff}>
          <FormattedMessage id="storage.offline" />
        </Badge>
      )}
      {obstacle(storage.sharing) !== null && (
        <Badge icon={Eye}>
          <FormattedMessage id="storage.lookOnly" />
        </Badge>
      )}
    </span>
  );
}
