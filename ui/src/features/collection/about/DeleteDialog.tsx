import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import dialog from '../../../components/Dialog.module.css';
import { Spinner } from '../../../components/Spinner';
import { TextField } from '../../../components/TextField';
import { useToast } from '../../../components/Toast';
import { ErrorCard } from '../../../errors/ErrorCard';
import { fieldSentence } from '../../../errors/words';
import type { CollectionDetails, DeletionPreview } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys, refreshAfterChange } from '../../../ipc/queries';
import { useNavigation } from '../../../navigation/navigation';
import type { OnDemand } from '../CollectionTabs';
import styles from './About.module.css';

interface DeleteDialogProps {
  details: CollectionDetails;
  away: boolean;
  onDemand: OnDemand;
  /** Nothing that was typed about it is of use any more. */
  onDeleted: () => void;
  onClose: () => void;
}

/** Asks before the collection goes: who loses access, what stays, and its name typed. */
export function DeleteDialog({ details, away, onDemand, onDeleted, onClose }: DeleteDialogProps) {
  const intl = useIntl();
  const ipc = useIpc();
  const client = useQueryClient();
  const toast = useToast();
  const { navigate } = useNavigation();
  const { id, name } = details;
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const preview = useQuery({
    queryKey: [...keys.collection, id, 'deletion'],
    queryFn: () => ipc.deletionPreview(id),
    staleTime: 0,
    gcTime: 0,
  });
  const remove = useMutation({
    mutationFn: ({ confirmation }: { confirmation: string; again: boolean }) => ipc.deleteCollection(id, confirmation),
    onSuccess: async () => {
      onDeleted();
      toast({ message: intl.formatMessage({ id: 'collection.delete.done' }, { name }) });
      navigate({ name: 'shares' });
      client.removeQueries({ queryKey: [...keys.collection, id] });
      await refreshAfterChange(client);
    },
    onError: (error, { confirmation, again }) => {
      if (onDemand(error, { again, goOn: () => remove.mutate({ confirmation, again: true }) })) remove.reset();
    },
  });
  const refused = fieldSentence(remove.error, 'confirmation');
  const expected = preview.data?.name ?? name;
  const differs = typed.trim() !== expected;
  return (
    <ModalOverlay className={dialog.scrim ?? ''} isOpen={!away} onOpenChange={(open) => !open && onClose()}>
      <Modal className={dialog.modal ?? ''}>
        <Dialog role="alertdialog" className={dialog.dialog ?? ''}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              setTried(true);
              if (!differs && preview.data !== undefined && !remove.isPending)
                remove.mutate({ confirmation: typed, again: false });
            }}
          >
            <Heading slot="title" level={2} className={dialog.title ?? ''}>
              {intl.formatMessage({ id: 'collection.delete.title' }, { name })}
            </Heading>
            <div className={dialog.body}>
              <div className={styles.deletion}>
                {preview.data !== undefined && <Consequences preview={preview.data} />}
                {preview.isPending && (
                  <p role="status">
                    <Spinner /> {intl.formatMessage({ id: 'collection.delete.looking' })}
                  </p>
                )}
                {preview.error !== null && <ErrorCard error={preview.error} />}
                <TextField
                  label={intl.formatMessage({ id: 'collection.delete.type' }, { name: expected })}
                  value={typed}
                  error={
                    tried && differs
                      ? intl.formatMessage({ id: 'collection.delete.differs' })
                      : refused && intl.formatMessage({ id: refused })
                  }
                  onChange={(text) => {
                    remove.reset();
                    setTried(false);
                    setTyped(text);
                  }}
                />
                {remove.error !== null && refused === null && <ErrorCard error={remove.error} />}
              </div>
            </div>
            <div className={dialog.actions}>
              {/* eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus, and its safe answer gets it */}
              <Button onClick={onClose} autoFocus>
                {intl.formatMessage({ id: 'collection.delete.keep' })}
              </Button>
              <Button type="submit" variant="danger-filled" busy={remove.isPending}>
                {intl.formatMessage({ id: remove.isPending ? 'collection.delete.deleting' : 'collection.delete.go' })}
              </Button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Consequences({ preview }: { preview: DeletionPreview }) {
  const intl = useIntl();
  const { guests, storage, storagePath } = preview;
  return (
    <p>
      {intl.formatMessage({ id: 'collection.delete.guests' }, { guests })}{' '}
      {storage === null || storagePath === null
        ? intl.formatMessage({ id: 'collection.delete.files' })
        : intl.formatMessage({ id: 'collection.delete.filesAt' }, { folder: storagePath, storage: storage.name })}
    </p>
  );
}
