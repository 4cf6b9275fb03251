import { Bookmark } from 'lucide-react';
import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Section } from '../components/Page';
import { Spinner } from '../components/Spinner';
import { ErrorCard } from '../errors/ErrorCard';
import type { BookmarkedFolder, Error, StorageCard } from '../ipc/bindings';
import { obstacle, type Place, type Purpose } from './picked';
import type { useStorages } from './queries';
import styles from './Storage.module.css';
import { PlaceRow, StorageRow } from './StorageRow';

interface StorageSectionsProps {
  purpose: Purpose;
  storages: ReturnType<typeof useStorages>;
  onOpen: (place: Place) => void;
}

/** Used lately, bookmarked, and one's own. A section without anything is not there. */
export function StorageSections({ purpose, storages: { data, isFetching }, onOpen }: StorageSectionsProps) {
  if (data === undefined) {
    return isFetching ? (
      <p role="status" className={styles.status}>
        <Spinner /> <FormattedMessage id="storage.looking" />
      </p>
    ) : null;
  }
  const fits = (storage: StorageCard | null) =>
    purpose !== 'destination' || (storage !== null && obstacle(storage.sharing) === null);
  const preferred = data.preferred.entries.filter(fits);
  const recent = data.recent.entries.filter(fits);
  const own = data.own.entries.filter(fits);
  const bookmarks = data.bookmarks.entries.filter(({ storage }) => fits(storage));
  const all = data.preferred.entries.length + data.recent.entries.length + data.own.entries.length;
  const shown = preferred.length + recent.length + own.length;
  const leftOut = all - shown;
  const rows = (storages: StorageCard[]) =>
    storages.map((storage) => (
      <StorageRow key={storage.id} storage={storage} onOpen={() => onOpen({ storage, path: null })} />
    ));
  const failed = [data.recent, data.bookmarks, data.own].some(({ problem }) => problem !== null);
  return (
    <>
      <Part name="preferred" more={false} problem={data.preferred.problem}>
        {rows(preferred)}
      </Part>
      <Part name="recent" more={false} problem={data.recent.problem}>
        {rows(recent)}
      </Part>
      <Part name="bookmarks" more={data.bookmarks.more} problem={data.bookmarks.problem}>
        {bookmarks.map((bookmark) => (
          <BookmarkRow key={bookmark.id} bookmark={bookmark} onOpen={onOpen} />
        ))}
      </Part>
      <Part name="own" more={data.own.more} problem={data.own.problem}>
        {rows(own)}
      </Part>
      {shown + bookmarks.length === 0 && !failed && (
        <p className={styles.quiet}>
          <FormattedMessage id="storage.empty" />
        </p>
      )}
      {leftOut > 0 && (
        <p className={styles.quiet}>
          <FormattedMessage id="storage.leftOut" values={{ count: leftOut }} />
        </p>
      )}
    </>
  );
}

interface PartProps {
  name: 'preferred' | 'recent' | 'bookmarks' | 'own';
  more: boolean;
  problem: Error | null;
  children: ReactNode[];
}

function Part({ name, more, problem, children }: PartProps) {
  if (children.length === 0 && problem === null) return null;
  return (
    <Section title={<FormattedMessage id={`storage.${name}`} />}>
      {problem !== null && <ErrorCard error={problem} />}
      {children.length > 0 && <ul className={styles.list}>{children}</ul>}
      {more && (
        <p className={styles.quiet}>
          <FormattedMessage id="storage.sectionMore" />
        </p>
      )}
    </Section>
  );
}

function BookmarkRow({ bookmark, onOpen }: { bookmark: BookmarkedFolder; onOpen: (place: Place) => void }) {
  const intl = useIntl();
  const { name, path, storage } = bookmark;
  if (storage === null) {
    return <PlaceRow icon={Bookmark} name={name} line={intl.formatMessage({ id: 'storage.bookmarkGone' })} />;
  }
  return (
    <PlaceRow
      icon={Bookmark}
      name={name}
      line={intl.formatMessage({ id: 'storage.bookmarkAt' }, { path: path ?? '', storage: storage.name })}
      storage={storage}
      onOpen={() => onOpen({ storage, path })}
    />
  );
}
