import {
  CalendarX2,
  FolderInput,
  FolderPen,
  FolderPlus,
  FolderX,
  KeyRound,
  Pencil,
  RotateCcw,
  Trash2,
  Undo2,
  UserMinus,
  UserPlus,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../components/Button';
import { cx } from '../components/cx';
import { IconButton } from '../components/IconButton';
import type { HistoryEntry, HistoryEvent } from '../ipc/bindings';
import styles from './Activity.module.css';
import { useHistoryWords } from './useHistoryWords';

const ICONS: Record<HistoryEvent, LucideIcon> = {
  shared: UserPlus,
  changed: Pencil,
  stopped: UserMinus,
  ended: CalendarX2,
  roleGiven: KeyRound,
  roleTaken: KeyRound,
  collectionMade: FolderPlus,
  collectionEdited: FolderPen,
  collectionDeleted: FolderX,
  collectionGone: FolderX,
  pointedToNewPlace: FolderInput,
};

/** What can be done with an entry. */
export interface EntryActions {
  onShareAgain: (entry: HistoryEntry) => void;
  onUndo: (entry: HistoryEntry) => void;
  onForget: (entry: HistoryEntry) => void;
}

interface HistoryRowProps extends EntryActions {
  entry: HistoryEntry;
  /** Undo stands once for all that was done together. */
  firstOfChange: boolean;
}

const bold = (words: ReactNode[]) => <strong>{words}</strong>;

/** One thing that happened: when, what in a sentence, where, and what can be done about it. */
export function HistoryRow({ entry, firstOfChange, onShareAgain, onUndo, onForget }: HistoryRowProps) {
  const intl = useIntl();
  const { whoOf, levels, when } = useHistoryWords();
  const { what, by, name: folder, path, collectionName: collection } = entry;
  const Icon = ICONS[what];
  const who = whoOf(entry);
  const detail = levels(entry);
  return (
    <li className={styles.row}>
      <span className={cx(styles.icon, by === 'somebodyElse' && styles.byOthers)}>
        <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
      </span>
      <div className={styles.words}>
        <p>
          <FormattedMessage id={`history.event.${what}`} values={{ by, folder, who, b: bold }} />
        </p>
        {detail !== null && <p className={styles.line}>{detail}</p>}
        {path !== '/' && (
          <p className={styles.line}>
            <FormattedMessage id="history.place" values={{ path, collection }} />
          </p>
        )}
      </div>
      <div className={styles.actions}>
        {entry.canShareAgain && (
          <Button
            size="small"
            icon={RotateCcw}
            aria-label={intl.formatMessage({ id: 'history.shareAgainOf' }, { folder, who })}
            onClick={() => onShareAgain(entry)}
          >
            <FormattedMessage id="history.shareAgain" />
          </Button>
        )}
        {entry.canUndo && firstOfChange && (
          <Button
            size="small"
            variant="quiet"
            icon={Undo2}
            aria-label={intl.formatMessage({ id: 'history.undoOf' }, { folder, who })}
            onClick={() => onUndo(entry)}
          >
            <FormattedMessage id="history.undo" />
          </Button>
        )}
      </div>
      <time className={styles.time} dateTime={entry.at}>
        {when(entry)}
      </time>
      <IconButton
        icon={Trash2}
        label={intl.formatMessage({ id: 'history.forget' }, { folder, who })}
        onClick={() => onForget(entry)}
      />
    </li>
  );
}
