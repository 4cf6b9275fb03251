import { useState } from 'react';
import { useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { LinkButton } from '../../../components/LinkButton';
import { Spinner } from '../../../components/Spinner';
import { ErrorCard } from '../../../errors/ErrorCard';
import { foldersAbove, visibleNodes } from '../model/tree';
import { useFolder, useListings } from '../queries/useCollection';
import { WhyPanel, type Asked } from '../diagnosis/WhyPanel';
import type { TabProps } from '../CollectionTabs';
import shared from '../Collection.module.css';
import styles from './Access.module.css';
import { FolderActions } from './FolderActions';
import { FolderLinks } from './FolderLinks';
import { FolderNotes } from './FolderNotes';
import { FolderTree } from './FolderTree';
import { GuestTable } from './GuestTable';
import { WholeCollection } from './WholeCollection';

interface AccessTabProps extends TabProps {
  path: string;
  /** A reminder of an end led to the folder. */
  reminded: boolean;
  /** Somebody who can't open the folder, or that this is the question. */
  asked: Asked | null;
  onAsk: (asked: Asked | null) => void;
}

/** Who can reach which folder: the folders at the start, and what each guest can really do in the one that is open. */
export function AccessTab({ details, path, offline, onDemand, onOpen, asked, onAsk, reminded }: AccessTabProps) {
  const intl = useIntl();
  const { id, folders } = details;
  const folder = useFolder(id, path, true);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set(['/']));
  const open = new Set([...opened, ...foldersAbove(path), path].filter((each) => !closed.has(each)));
  const listings = useListings(id, [...open], true);
  const nodes = visibleNodes(folders, listings, open, path);
  const node = nodes.find((each) => each.path === path);
  const gone = node?.gone === true || folder.data?.listing?.code === 'NotFound';

  function setOpen(which: string, isOpen: boolean) {
    setClosed((before) => new Set([...before, which].filter((each) => each !== which || !isOpen)));
    if (isOpen) setOpened((before) => new Set([...before, which]));
  }

  const name = folder.data?.name ?? node?.name ?? details.name;
  return (
    <div className={styles.access}>
      <div className={styles.columns}>
        <nav className={styles.side} aria-label={intl.formatMessage({ id: 'collection.tree.label' })}>
          <FolderTree
            label={intl.formatMessage({ id: 'collection.tree.label' })}
            nodes={nodes}
            selected={path}
            onSelect={(to) => {
              setOpen(to, true);
              onOpen({ path: to });
            }}
            onOpen={setOpen}
          />
          <p className={styles.addsUp}>{intl.formatMessage({ id: 'collection.access.addsUp' })}</p>
          {!offline && (
            <LinkButton data-why className={styles.why} onClick={() => onAsk('somebody')}>
              {intl.formatMessage({ id: 'collection.whyNot' })}
            </LinkButton>
          )}
        </nav>
        <section className={styles.main} aria-labelledby="collection-folder">
          <div className={styles.heading}>
            <h2 id="collection-folder">{intl.formatMessage({ id: 'collection.access.title' }, { name })}</h2>
            {folder.data && (
              <span role="status" className={styles.counts}>
                {intl.formatMessage(
                  { id: 'collection.access.counts' },
                  { guests: folder.data.byPermission, roles: folder.data.byRole },
                )}
              </span>
            )}
          </div>
          {folder.data && <FolderNotes {...{ details, gone, offline, onDemand, reminded }} folder={folder.data} />}
          {folder.data && asked !== null && (
            <WhyPanel {...{ details, offline, onDemand, onOpen, asked, onAsk }} folder={folder.data} />
          )}
          {folder.data && <GuestTable key={path} {...{ details, offline, onOpen, gone }} folder={folder.data} />}
          {folder.data && <FolderActions {...{ details, offline }} folder={folder.data} />}
          {folder.data && !gone && !offline && details.directLinks === 'available' && (
            <FolderLinks key={`links ${path}`} {...{ details, path, name }} />
          )}
          {folder.isPending && (
            <p role="status" className={shared.loading}>
              <Spinner /> {intl.formatMessage({ id: 'collection.access.loading' }, { name })}
            </p>
          )}
          {folder.data === undefined && folder.error && (
            <ErrorCard error={folder.error}>
              <Button size="small" busy={folder.isFetching} onClick={() => void folder.refetch()}>
                {intl.formatMessage({ id: 'common.tryAgain' })}
              </Button>
            </ErrorCard>
          )}
        </section>
      </div>
      <WholeCollection {...{ details, offline }} />
    </div>
  );
}
