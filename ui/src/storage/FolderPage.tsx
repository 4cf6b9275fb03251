import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../components/Button';
import { Page } from '../components/Page';
import { Spinner } from '../components/Spinner';
import { StickyFooter } from '../components/StickyFooter';
import { ConsentStep } from '../consent/ConsentStep';
import { demandOf } from '../consent/demand';
import { ErrorCard } from '../errors/ErrorCard';
import { useBackStep } from '../navigation/backStep';
import { Crumbs } from './Crumbs';
import { FolderRows } from './FolderRows';
import { FolderTools } from './FolderTools';
import { obstacle, parentOf, type PickedFolder, type Place, type Purpose } from './picked';
import { useFolder } from './queries';
import styles from './Storage.module.css';
import { useUpKey } from './usePageKeys';
import { placeIcon, useStorageWords } from './useStorageWords';

const PICK = {
  share: 'storage.pickShare',
  destination: 'storage.pickDestination',
  drive: 'storage.pickDrive',
} as const;

interface FolderPageProps {
  purpose: Purpose;
  place: Place;
  onOpen: (path: string) => void;
  /** Back to the choice of a storage. */
  onLeave: () => void;
  onPick: (folder: PickedFolder) => void;
  onCopy?: (folder: PickedFolder) => void;
}

/** One folder of a storage: into its folders, out of it, or this one it is. */
export function FolderPage({ purpose, place, onOpen, onLeave, onPick, onCopy }: FolderPageProps) {
  const intl = useIntl();
  const { folder: nameOf } = useStorageWords();
  const [hidden, setHidden] = useState(false);
  const [cameFrom, setCameFrom] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ path: string | null; failedAt: number } | null>(null);
  const { listing, folder } = useFolder(place, hidden);
  const { storage } = place;
  // The storage says where it begins; until it has, only its name is known.
  const path = folder?.path ?? place.path;
  const above = path === null ? null : parentOf(path);

  function open(next: string) {
    setCameFrom(path);
    onOpen(next);
  }
  function up() {
    if (above === null) onLeave();
    else open(above);
  }
  useBackStep(intl.formatMessage({ id: 'storage.all' }), onLeave);
  useUpKey(up);

  const demand = demandOf(listing.error);
  if (demand !== null) {
    return (
      <ConsentStep
        key={listing.errorUpdateCount}
        demand={demand}
        // The same folder has asked for it, and has not been seen since.
        again={asked !== null && asked.path === place.path && listing.dataUpdatedAt <= asked.failedAt}
        onCancel={onLeave}
        onDone={() => {
          setAsked({ path: place.path, failedAt: listing.errorUpdatedAt });
          void listing.refetch();
        }}
      />
    );
  }

  const name = nameOf(storage, path);
  // Where one comes in, its keeper's words about it.
  const lead = place.path === null || above === null ? storage.description : null;
  const reason = obstacle(storage.sharing);
  const lookOnly = reason === null ? null : intl.formatMessage({ id: `storage.cannot.${reason}` });
  const picked = folder && { storage, path: folder.path, name, address: folder.address };
  const notYet = folder === undefined ? intl.formatMessage({ id: 'storage.looking' }) : null;
  const footer = (
    <StickyFooter
      summary={
        <FormattedMessage
          id="storage.chosen"
          values={{ name, storage: storage.name, b: (text) => <strong key="name">{text}</strong> }}
        />
      }
    >
      {lookOnly !== null && onCopy !== undefined && picked !== undefined && (
        <Button onClick={() => onCopy(picked)}>
          <FormattedMessage id="copy.offerAct" />
        </Button>
      )}
      <Button variant="primary" unavailable={lookOnly ?? notYet} onClick={() => picked && onPick(picked)}>
        <FormattedMessage id={PICK[purpose]} />
      </Button>
    </StickyFooter>
  );
  return (
    <Page title={name} icon={placeIcon(storage.kind)} lead={lead} footer={listing.error === null ? footer : undefined}>
      <Crumbs storage={storage} path={path ?? '/'} onOpen={open} onLeave={onLeave} />
      <FolderTools
        {...{ purpose, storage, hidden, setHidden, name }}
        path={folder?.path ?? null}
        canGoUp={above !== null}
        looking={listing.isFetching}
        onUp={up}
        onAgain={() => void listing.refetch()}
        onMade={open}
      />
      {listing.error !== null && (
        <ErrorCard error={listing.error}>
          <Button size="small" busy={listing.isFetching} onClick={() => void listing.refetch()}>
            <FormattedMessage id="common.tryAgain" />
          </Button>
          <Button size="small" onClick={up}>
            <FormattedMessage id={above === null ? 'storage.all' : 'storage.up'} />
          </Button>
        </ErrorCard>
      )}
      {listing.error === null && folder === undefined && (
        <p role="status" className={styles.status}>
          <Spinner /> <FormattedMessage id="storage.looking" />
        </p>
      )}
      {listing.error === null && folder !== undefined && (
        <FolderRows
          key={folder.path}
          {...{ name, hidden, cameFrom, folder }}
          onOpen={open}
          more={
            listing.hasNextPage ? { busy: listing.isFetchingNextPage, show: () => void listing.fetchNextPage() } : null
          }
        />
      )}
    </Page>
  );
}
