import { useState } from 'react';
import { useIntl } from 'react-intl';
import { Banner } from '../../../components/Banner';
import { Button } from '../../../components/Button';
import { demandOf } from '../../../consent/demand';
import { FolderWatch } from '../../../drift/FolderWatch';
import { errorWords } from '../../../errors/words';
import type { CollectionDetails, FolderAccess } from '../../../ipc/bindings';
import { useNavigation } from '../../../navigation/navigation';
import type { TabProps } from '../CollectionTabs';
import { EndingNote } from './EndingNote';
import { PlaceDialog } from './PlaceDialog';

interface FolderNotesProps {
  details: CollectionDetails;
  folder: FolderAccess;
  gone: boolean;
  offline: boolean;
  onDemand: TabProps['onDemand'];
  /** A reminder of an end led here. */
  reminded: boolean;
}

/** What is true of the folder as a whole: it is gone, ends soon, could not be listed, or the list is nearly full. */
export function FolderNotes({ details, folder, gone, offline, onDemand, reminded }: FolderNotesProps) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const [pointing, setPointing] = useState(false);
  const { listing, name, path } = folder;
  const here = folder.guests.some(({ counting }) => counting.some((grant) => grant.path === path && grant.rule));
  const may = !offline && here;
  return (
    <>
      {gone && (
        <Banner
          tone="danger"
          title={intl.formatMessage({ id: 'collection.folderGone.title' }, { name })}
          action={
            may && (
              <>
                {details.may.changeAccess && (
                  <Button size="small" onClick={() => setPointing(true)}>
                    {intl.formatMessage({ id: 'collection.folderGone.point' })}
                  </Button>
                )}
                {details.may.removeAccess && (
                  <Button
                    size="small"
                    variant="danger"
                    onClick={() =>
                      navigate({
                        name: 'change',
                        targets: { kind: 'folder', collectionId: details.id, path },
                        action: { kind: 'stop' },
                      })
                    }
                  >
                    {intl.formatMessage({ id: 'collection.folderGone.stop' })}
                  </Button>
                )}
              </>
            )
          }
        >
          {intl.formatMessage({ id: here ? 'collection.folderGone.lead' : 'collection.folderGone.leadAbove' })}
        </Banner>
      )}
      {!gone && !offline && <EndingNote {...{ folder, reminded }} />}
      {!gone && !offline && listing !== null && (
        <Banner
          title={intl.formatMessage({ id: 'collection.notListed.title' }, { name })}
          action={
            demandOf(listing) !== null && (
              <Button size="small" onClick={() => onDemand(listing)}>
                {intl.formatMessage({ id: 'collection.notListed.signIn' })}
              </Button>
            )
          }
        >
          {intl.formatMessage({ id: errorWords(listing).title.id })}
        </Banner>
      )}
      {details.permissions >= 900 && (
        <Banner title={intl.formatMessage({ id: 'collection.nearlyFull.title' }, { count: details.permissions })}>
          {intl.formatMessage({ id: 'collection.nearlyFull.lead' })}
        </Banner>
      )}
      {!gone && !offline && listing === null && (
        <FolderWatch key={path} collectionId={details.id} path={path} name={name} />
      )}
      {pointing && <PlaceDialog kind="pointTo" {...{ details, path, name }} onClose={() => setPointing(false)} />}
    </>
  );
}
