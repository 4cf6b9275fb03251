import { FormattedMessage } from 'react-intl';
import { Section } from '../../components/Page';
import { FolderDriftNote } from '../../drift/FolderDriftNote';
import { usePinnedFolders } from '../../drift/useDrift';
import styles from './History.module.css';

/** What was added to the folders that the person watches. Without any there is nothing to see. */
export function WatchedFolders() {
  const folders = usePinnedFolders().data ?? [];
  if (folders.length === 0) return null;
  return (
    <Section title={<FormattedMessage id="history.pinned" />}>
      <p className={styles.hint}>
        <FormattedMessage id="history.pinnedHint" />
      </p>
      <ul className={styles.card}>
        {folders.map(({ collectionId, path, name }) => (
          <li key={`${collectionId}${path}`} className={styles.watched}>
            <FolderDriftNote {...{ collectionId, path, name }} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
