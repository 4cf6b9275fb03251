import { Folder, HardDrive } from 'lucide-react';
import { useEffect, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../components/Announcer';
import { cx } from '../components/cx';
import { Mark } from '../components/Mark';
import type { DroppedPath } from '../ipc/bindings';
import { useFolderDrag } from '../ipc/IpcProvider';
import { usePendingDrop } from '../navigation/pendingDrop';
import { useNavigation } from '../navigation/navigation';
import styles from './DragOverlay.module.css';

/** The whole window is the door: covers everything while a folder is dragged over it. */
export function DragOverlay({ signedIn }: { signedIn: boolean }) {
  const intl = useIntl();
  const announce = useAnnounce();
  const { navigate } = useNavigation();
  const { setDrop } = usePendingDrop();
  const [items, setItems] = useState<DroppedPath[] | null>(null);
  const [dismissed, setDismissed] = useState(false);

  useFolderDrag((drag) => {
    switch (drag.phase) {
      case 'over':
        if (items === null && drag.items[0] !== undefined) {
          announce(
            intl.formatMessage({ id: 'shell.dragAnnounce' }, { count: drag.items.length, name: drag.items[0].name }),
          );
        }
        setItems(drag.items);
        return;
      case 'left':
        setItems(null);
        setDismissed(false);
        return;
      case 'dropped':
        setItems(null);
        setDismissed(false);
        // Esc keeps everything as it was, even when the mouse lets go over the window afterwards.
        if (dismissed || drag.paths.length === 0) return;
        // Before the sign-in it waits, and Home goes on with it afterwards.
        setDrop({ paths: drag.paths, waiting: false });
        navigate({ name: 'home' });
        return;
      case 'refused':
      // A link, not a drag: the notices say it.
    }
  });

  const shown = items !== null && !dismissed;
  useEffect(() => {
    if (!shown) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setDismissed(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [shown]);

  if (!shown) return null;
  return <Overlay items={items} signedIn={signedIn} />;
}

function Overlay({ items, signedIn }: { items: DroppedPath[]; signedIn: boolean }) {
  const [first] = items;
  if (first === undefined) {
    return (
      <section className={cx(styles.overlay, styles.refused)} aria-labelledby="drag-title" data-testid="drag-overlay">
        <p id="drag-title" className={styles.title}>
          <FormattedMessage id="shell.dragRefused" />
        </p>
        <p className={styles.lead}>
          <FormattedMessage id="shell.dragRefusedLead" />
        </p>
      </section>
    );
  }
  const file = items.length === 1 && first.fileInFolder !== null;
  return (
    <section className={styles.overlay} aria-labelledby="drag-title" data-testid="drag-overlay">
      <div className={styles.dashes} />
      <Mark look="onPlate" size={11} />
      <p id="drag-title" className={styles.title}>
        {file ? (
          <FormattedMessage id="shell.dragFile" values={{ name: first.name }} />
        ) : (
          <FormattedMessage id="shell.dragSeveral" values={{ count: items.length, name: first.name }} />
        )}
      </p>
      <p className={styles.lead}>
        <FormattedMessage id={!signedIn ? 'shell.dragSignInLead' : file ? 'shell.dragFileLead' : 'shell.dragLead'} />
      </p>
      <ul className={styles.paths}>
        {items.slice(0, 4).map((item) => (
          <li key={item.path} className={styles.path}>
            {items.length === 1 ? (
              <HardDrive size={18} strokeWidth={1.75} aria-hidden="true" />
            ) : (
              <Folder size={18} strokeWidth={1.75} aria-hidden="true" />
            )}
            <bdi>{item.fileInFolder ?? item.path}</bdi>
          </li>
        ))}
      </ul>
      <p className={styles.escape}>
        <kbd>
          <FormattedMessage id="shell.dragEscapeKey" />
        </kbd>{' '}
        <FormattedMessage id="shell.dragEscapeBefore" />
      </p>
    </section>
  );
}
