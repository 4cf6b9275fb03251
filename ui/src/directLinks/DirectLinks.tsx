import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { useAnnounce } from '../components/Announcer';
import { Button } from '../components/Button';
import { Spinner } from '../components/Spinner';
import styles from './DirectLinks.module.css';
import { EntryRow } from './EntryRow';
import { useFolderPages } from './useSharedFiles';

interface DirectLinksProps {
  /** The web app's link to the folder. */
  address: string;
  name: string;
  /** Level of its heading. */
  heading?: 'h2' | 'h3';
  /** Says that it is looking; a screen that has enough else to show leaves it out. */
  patient?: boolean;
}

interface Place {
  address: string;
  name: string;
}

/** A link for each file of a shared folder. Where the collection gives its files none, there is nothing to see. */
export function DirectLinks({ address, name, heading = 'h2', patient = false }: DirectLinksProps) {
  const [way, setWay] = useState<readonly Place[]>([{ address, name }]);
  const place = way.at(-1) ?? { address, name };
  return (
    <Folder
      key={place.address}
      {...{ place, heading, patient }}
      entered={way.length > 1}
      above={way.at(-2) ?? null}
      onOpen={(to) => setWay([...way, to])}
      onBack={() => setWay(way.slice(0, -1))}
    />
  );
}

interface FolderProps {
  place: Place;
  heading: 'h2' | 'h3';
  patient: boolean;
  /** The person came here by a button of the list. */
  entered: boolean;
  above: Place | null;
  onOpen: (to: Place) => void;
  onBack: () => void;
}

function Folder({ place, heading: Heading, patient, entered, above, onOpen, onBack }: FolderProps) {
  const intl = useIntl();
  const announce = useAnnounce();
  const title = useRef<HTMLHeadingElement>(null);
  const [offsets, setOffsets] = useState<readonly number[]>([0]);
  const pages = useFolderPages(place.address, offsets);
  const [first] = pages;
  const entries = pages.flatMap(({ data }) => data?.entries ?? []);
  const last = pages.at(-1);
  const next = last?.data?.next ?? null;
  const read = first?.data !== undefined;
  const folders = entries.filter(({ kind }) => kind === 'folder').length;
  const files = entries.filter(({ kind }) => kind === 'file').length;
  const opened = intl.formatMessage({ id: 'directLinks.opened' }, { name: place.name, folders, files });

  // The button that led here is gone.
  useEffect(() => {
    if (!entered || !read) return;
    title.current?.focus();
    announce(opened);
    // Once, when the folder is there.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [entered, read]);

  if (first?.data === undefined) {
    if (first?.error != null) {
      return (
        <p className={styles.quiet}>
          {intl.formatMessage({ id: 'directLinks.failed' })}{' '}
          <Button size="small" busy={first.isFetching} onClick={() => void first.refetch()}>
            {intl.formatMessage({ id: 'common.tryAgain' })}
          </Button>
        </p>
      );
    }
    return patient || entered ? (
      <p role="status" className={styles.quiet}>
        <Spinner /> {intl.formatMessage({ id: 'directLinks.loading' })}
      </p>
    ) : null;
  }
  const { directLinks, withoutSignIn } = first.data;
  if (directLinks !== 'available') return null;
  const who = withoutSignIn === null ? 'unknown' : withoutSignIn ? 'anyone' : 'signIn';
  const heading = intl.formatMessage({ id: 'directLinks.title' }, { name: place.name });
  return (
    <section className={styles.card} aria-label={heading}>
      <div className={styles.head}>
        <Heading ref={title} tabIndex={-1} className={styles.title}>
          {heading}
        </Heading>
        {above !== null && (
          <Button size="small" icon={ArrowLeft} onClick={onBack}>
            {intl.formatMessage({ id: 'directLinks.back' }, { name: above.name })}
          </Button>
        )}
      </div>
      <p className={styles.quiet}>
        {intl.formatMessage({ id: `directLinks.${who}` })} {intl.formatMessage({ id: 'directLinks.hidden' })}
      </p>
      {entries.length === 0 ? (
        <p>{intl.formatMessage({ id: 'directLinks.nothing' })}</p>
      ) : (
        <ul className={styles.list} aria-label={intl.formatMessage({ id: 'directLinks.list' }, { name: place.name })}>
          {entries.map((entry, index) => (
            <EntryRow
              key={`${String(index)} ${entry.name}`}
              entry={entry}
              plain={withoutSignIn === true}
              onOpen={onOpen}
            />
          ))}
        </ul>
      )}
      {next !== null && (
        <div>
          <Button size="small" busy={last?.isFetching ?? false} onClick={() => setOffsets([...offsets, next])}>
            {intl.formatMessage({ id: 'directLinks.more' })}
          </Button>
        </div>
      )}
      {last?.data === undefined && last?.error != null && (
        <p className={styles.quiet}>{intl.formatMessage({ id: 'directLinks.failed' })}</p>
      )}
    </section>
  );
}
