import { FormattedMessage } from 'react-intl';
import { Section } from '../components/Page';
import { Spinner } from '../components/Spinner';
import { obstacle, type Place, type Purpose } from './picked';
import type { useStorageSearch } from './queries';
import styles from './Storage.module.css';
import { StorageRow } from './StorageRow';

interface FoundListProps {
  purpose: Purpose;
  search: ReturnType<typeof useStorageSearch>;
  text: string;
  onOpen: (place: Place) => void;
}

/** What a search found. What was found before stays while the next answer is on its way. */
export function FoundList({ purpose, search: { found, looking, error }, text, onOpen }: FoundListProps) {
  const all = error === null ? (found?.entries ?? []) : [];
  const fitting = all.filter(({ sharing }) => purpose !== 'destination' || obstacle(sharing) === null);
  return (
    <Section title={<FormattedMessage id="storage.found" />}>
      <p role="status" className={styles.status}>
        {looking ? (
          <>
            <Spinner /> <FormattedMessage id="storage.looking" />
          </>
        ) : (
          error === null && <Count count={fitting.length} text={all.length === 0 ? text : null} />
        )}
      </p>
      {fitting.length > 0 && (
        <ul className={styles.list}>
          {fitting.map((storage) => (
            <StorageRow
              key={storage.id}
              storage={storage}
              onOpen={() => onOpen({ storage, path: found?.path ?? null })}
            />
          ))}
        </ul>
      )}
      {all.length > fitting.length && (
        <p className={styles.quiet}>
          <FormattedMessage id="storage.leftOut" values={{ count: all.length - fitting.length }} />
        </p>
      )}
      {!looking && error === null && found?.more === true && (
        <p className={styles.quiet}>
          <FormattedMessage id="storage.foundMore" />
        </p>
      )}
    </Section>
  );
}

/** How many fit; where nothing was found for the `text`, what else can be done. */
function Count({ count, text }: { count: number; text: string | null }) {
  return text === null ? (
    <FormattedMessage id="storage.foundCount" values={{ count }} />
  ) : (
    <FormattedMessage id="storage.foundNone" values={{ text }} />
  );
}
