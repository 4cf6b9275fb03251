import { useEffect, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Page } from '../../components/Page';
import { CopyList } from '../../copies/CopyList';
import { useNavigation } from '../../navigation/navigation';
import { usePendingDrop } from '../../navigation/pendingDrop';
import { Drafts } from './components/Drafts';
import { DropZone } from './components/DropZone';
import { RecentFolders } from './components/RecentFolders';
import { SeveralFolders } from './components/SeveralFolders';
import { Tiles } from './components/Tiles';
import { UnfinishedShares } from './components/UnfinishedShares';
import { WaitingFolders } from './components/WaitingFolders';

/** Every way to a share sheet, and what deserves a look. `unfinished` is what else was interrupted. */
export function Home({ unfinished }: { unfinished?: ReactNode }) {
  const intl = useIntl();
  const { openShare } = useNavigation();
  const { drop, setDrop } = usePendingDrop();

  // One folder needs no question: the sheet opens and checks where it lives.
  const single = drop !== null && !drop.waiting && drop.paths.length === 1 ? drop.paths : null;
  useEffect(() => {
    if (single === null) return;
    setDrop(null);
    openShare({ paths: single });
  }, [single, setDrop, openShare]);

  const onPaths = (paths: string[]) => {
    if (paths.length > 0) setDrop({ paths, waiting: false });
  };

  return (
    <Page title={intl.formatMessage({ id: 'home.title' })} lead={<FormattedMessage id="home.lead" />}>
      <CopyList openOnly />
      <UnfinishedShares />
      {unfinished}
      {drop?.waiting && <WaitingFolders paths={drop.paths} />}
      {drop !== null && !drop.waiting && drop.paths.length > 1 ? (
        <SeveralFolders paths={drop.paths} />
      ) : (
        <DropZone onPaths={onPaths} />
      )}
      <Tiles />
      <Drafts />
      <RecentFolders />
    </Page>
  );
}
