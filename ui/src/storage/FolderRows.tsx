import { ChevronRight, File, FileQuestion, Folder } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../components/Announcer';
import { Button } from '../components/Button';
import { FormattedBytes } from '../components/FormattedBytes';
import { formatDay } from '../components/FormattedDay';
import { useWindowed } from '../components/useWindowed';
import { VisuallyHidden } from '../components/VisuallyHidden';
import type { FolderEntry } from '../ipc/bindings';
import { useTimeZone } from '../time/Clock';
import { dayOf } from '../time/days';
import { counted } from './picked';
import styles from './Storage.module.css';
import { useFolderKeys } from './useFolderKeys';

/** Height of a row in pixels before it was measured. */
const ESTIMATE = 45;

interface FolderRowsProps {
  name: string;
  folder: { path: string; entries: readonly FolderEntry[]; total: number | null };
  hidden: boolean;
  /** The folder that one was in before, which gets the focus on the way up. */
  cameFrom: string | null;
  onOpen: (path: string) => void;
  /** Null when all is there. */
  more: { busy: boolean; show: () => void } | null;
}

/** What a folder holds. Of a long list only what is in sight is in the page. */
export function FolderRows({ name, folder: { entries, total }, hidden, cameFrom, onOpen, more }: FolderRowsProps) {
  const intl = useIntl();
  const announce = useAnnounce();
  const frame = useRef<HTMLUListElement>(null);
  const { folders, files } = counted(entries);
  const keys = entries.map((entry, index) => `${index} ${entry.name}`);
  const { shown, before, after, measure, reveal } = useWindowed(keys, () => ESTIMATE, frame);
  const names = entries.slice(0, folders).map((entry) => entry.name);
  const { active, move, onFocus } = useFolderKeys({ names, frame, reveal });

  const onOpened = useEffectEvent(() => {
    announce(intl.formatMessage({ id: 'storage.opened' }, { name, folders, files }));
    const back = entries.findIndex((entry) => entry.path !== null && entry.path === cameFrom);
    // A box that is being typed in keeps the focus.
    if (folders > 0 && !(document.activeElement instanceof HTMLInputElement)) move(Math.max(0, back));
  });
  useEffect(() => onOpened(), []);

  if (entries.length === 0) {
    return (
      <p className={styles.quiet}>
        <FormattedMessage id={hidden ? 'storage.nothing' : 'storage.nothingHidden'} />
      </p>
    );
  }
  return (
    <div className={styles.folder}>
      <p className={styles.quiet}>
        {more === null ? (
          <FormattedMessage id="storage.folders" values={{ folders, files }} />
        ) : total === null ? (
          <FormattedMessage id="storage.foldersPart" values={{ shown: entries.length }} />
        ) : (
          <FormattedMessage id="storage.foldersCut" values={{ shown: entries.length, total }} />
        )}{' '}
        {folders > 0 && <FormattedMessage id="storage.keys" />}
      </p>
      <ul ref={frame} className={styles.list} aria-label={intl.formatMessage({ id: 'storage.list' }, { name })}>
        {before > 0 && <li aria-hidden="true" style={{ blockSize: before }} />}
        {shown.map((index) => {
          const entry = entries[index];
          if (entry === undefined) return null;
          return (
            <li
              key={keys[index]}
              ref={measure}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={entries.length}
            >
              <EntryRow
                entry={entry}
                tabIndex={index === active ? 0 : -1}
                onFocus={() => onFocus(index)}
                onOpen={onOpen}
              />
            </li>
          );
        })}
        {after > 0 && <li aria-hidden="true" style={{ blockSize: after }} />}
      </ul>
      {more !== null && (
        <div>
          <Button busy={more.busy} onClick={more.show}>
            <FormattedMessage id="storage.moreEntries" />
          </Button>
        </div>
      )}
    </div>
  );
}

interface EntryRowProps {
  entry: FolderEntry;
  tabIndex: number;
  onFocus: () => void;
  onOpen: (path: string) => void;
}

function EntryRow({ entry, tabIndex, onFocus, onOpen }: EntryRowProps) {
  const { name, kind, path } = entry;
  if (path !== null) {
    return (
      <button type="button" className={styles.entry} {...{ tabIndex, onFocus }} onClick={() => onOpen(path)}>
        <Folder className={styles.folderIcon} size={18} strokeWidth={1.75} aria-hidden="true" />
        <span className={styles.entryName}>{name}</span>
        <ChevronRight className={styles.chevron} size={18} strokeWidth={1.75} aria-hidden="true" />
      </button>
    );
  }
  const Icon = kind === 'file' ? File : FileQuestion;
  return (
    <div className={styles.entry}>
      <Icon className={styles.fileIcon} size={18} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles.entryName}>
        <VisuallyHidden>
          <FormattedMessage id={kind === 'file' ? 'storage.file' : 'storage.special'} />{' '}
        </VisuallyHidden>
        {name}
      </span>
      <Facts entry={entry} />
    </div>
  );
}

function Facts({ entry: { bytes, modified } }: { entry: FolderEntry }) {
  const intl = useIntl();
  const timeZone = useTimeZone();
  return (
    <span className={styles.facts}>
      {bytes !== null && <FormattedBytes value={bytes} />}
      {modified !== null && <span>{formatDay(intl, dayOf(modified, timeZone))}</span>}
    </span>
  );
}
