import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { FormDialog } from '../../../components/FormDialog';
import { Select } from '../../../components/Select';
import { Spinner } from '../../../components/Spinner';
import { errorWords } from '../../../errors/words';
import type { AuditQuery, CollectionDetails } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys } from '../../../ipc/queries';
import { useNavigation } from '../../../navigation/navigation';
import { foldersAbove, visibleNodes } from '../model/tree';
import { useCollection, useListings } from '../queries/useCollection';
import shared from '../Collection.module.css';
import styles from './Access.module.css';
import { FolderTree } from './FolderTree';

interface PlaceDialogProps {
  kind: 'copyTo' | 'pointTo';
  details: CollectionDetails;
  /** The folder whose permissions are meant. */
  path: string;
  name: string;
  onClose: () => void;
}

const EVERYTHING: AuditQuery = { view: 'shares', filters: [], search: '', sort: 'name', descending: false, open: [] };

/** Rows that the app answers at once, and how often it is asked. */
const ROWS = 500;
const MOST_ROWS = 20 * ROWS;

/** Chooses a folder of this or another collection. What happens there is shown before it is done. */
export function PlaceDialog({ kind, details, path, name, onClose }: PlaceDialogProps) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const collections = useCollections(details);
  const [chosen, setChosen] = useState({ id: details.id, path: foldersAbove(path).at(-1) ?? '/' });
  const [complaint, setComplaint] = useState(false);
  const same = chosen.id === details.id && chosen.path === path;
  return (
    <FormDialog
      open
      onClose={onClose}
      title={intl.formatMessage({ id: `collection.place.${kind}.title` }, { name })}
      actLabel={intl.formatMessage({ id: 'collection.place.go' })}
      onAct={() => {
        if (same) {
          setComplaint(true);
          return;
        }
        onClose();
        navigate({
          name: 'change',
          targets: { kind: 'folder', collectionId: details.id, path },
          action: { kind, collectionId: chosen.id, path: chosen.path },
        });
      }}
    >
      <div className={styles.place}>
        <p>{intl.formatMessage({ id: `collection.place.${kind}.lead` })}</p>
        <Select
          label={intl.formatMessage({ id: 'collection.place.collection' })}
          value={chosen.id}
          onChange={(id) => {
            setChosen({ id, path: '/' });
            setComplaint(false);
          }}
          options={collections}
        />
        <Places
          key={chosen.id}
          id={chosen.id}
          selected={chosen.path}
          onSelect={(to) => {
            setChosen({ id: chosen.id, path: to });
            setComplaint(false);
          }}
        />
        <div role="alert">
          {complaint && <p className={shared.complaint}>{intl.formatMessage({ id: 'collection.place.same' })}</p>}
        </div>
      </div>
    </FormDialog>
  );
}

/** This collection and the others that the person looks after, by name. */
function useCollections(here: CollectionDetails) {
  const ipc = useIpc();
  const names = useQuery({
    queryKey: [...keys.auditPage, 'collections'],
    queryFn: async () => {
      const found = new Map<string, string>();
      for (let offset = 0, total = 1; offset < Math.min(total, MOST_ROWS); offset += ROWS) {
        const page = await ipc.auditPage(EVERYTHING, offset, ROWS);
        total = page.total;
        for (const row of page.rows) {
          if (row.kind === 'share' && row.canChange) found.set(row.collectionId, row.collectionName);
        }
      }
      return [...found];
    },
  });
  const others = (names.data ?? []).filter(([id]) => id !== here.id).sort(([, a], [, b]) => a.localeCompare(b));
  return [[here.id, here.name] as const, ...others].map(([value, label]) => ({ value, label }));
}

function Places({ id, selected, onSelect }: { id: string; selected: string; onSelect: (path: string) => void }) {
  const intl = useIntl();
  const { details } = useCollection(id);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(['/', ...foldersAbove(selected), selected]));
  const listings = useListings(id, [...open], details.data !== undefined);
  if (details.data === undefined) {
    return details.error === null ? (
      <p role="status" className={shared.loading}>
        <Spinner /> {intl.formatMessage({ id: 'collection.loading' })}
      </p>
    ) : (
      <p role="alert" className={shared.complaint}>
        {intl.formatMessage({ id: errorWords(details.error).title.id })}
      </p>
    );
  }
  const toggle = (path: string, isOpen: boolean) =>
    setOpen((before) => new Set([...before, path].filter((each) => each !== path || isOpen)));
  const nodes = visibleNodes(details.data.folders, listings, open, selected).filter(({ gone }) => !gone);
  if (nodes.length === 0) return <p>{intl.formatMessage({ id: 'collection.place.none' })}</p>;
  return (
    <div className={styles.places}>
      <FolderTree
        label={intl.formatMessage({ id: 'collection.place.folder' })}
        toShare
        nodes={nodes}
        selected={selected}
        onSelect={(path) => {
          toggle(path, true);
          onSelect(path);
        }}
        onOpen={toggle}
      />
    </div>
  );
}
