import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FileClock } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { Section } from '../../../components/Page';
import { useToast } from '../../../components/Toast';
import { ErrorCard } from '../../../errors/ErrorCard';
import { folderName } from '../../../files/folderName';
import type { ShareDraft } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys } from '../../../ipc/queries';
import { useNavigation } from '../../../navigation/navigation';
import styles from '../Home.module.css';

/** Sheets that were begun and kept. Nothing is shown where there are none. */
export function Drafts() {
  const intl = useIntl();
  const ipc = useIpc();
  const client = useQueryClient();
  const toast = useToast();
  const drafts = useQuery({ queryKey: keys.drafts, queryFn: () => ipc.listDrafts() });
  const refresh = () => client.invalidateQueries({ queryKey: keys.drafts });
  const keep = useMutation({ mutationFn: (draft: ShareDraft) => ipc.saveDraft(draft), onSuccess: refresh });
  const remove = useMutation({
    mutationFn: (draft: ShareDraft) => ipc.deleteDraft(draft.id),
    onSuccess: async (_, draft) => {
      toast({
        message: intl.formatMessage({ id: 'home.draftDeleted' }, { name: folderName(draft.folders[0] ?? '') }),
        onUndo: () => keep.mutate(draft),
      });
      await refresh();
    },
  });
  const error = drafts.error ?? remove.error ?? keep.error;
  if (error === null && (drafts.data ?? []).length === 0) return null;

  return (
    <Section title={<FormattedMessage id="home.drafts" />}>
      {error && <ErrorCard error={error} />}
      <ul className={styles.list}>
        {(drafts.data ?? []).map((draft) => (
          <Row key={draft.id} draft={draft} onDelete={() => remove.mutate(draft)} />
        ))}
      </ul>
    </Section>
  );
}

function Row({ draft, onDelete }: { draft: ShareDraft; onDelete: () => void }) {
  const intl = useIntl();
  const { openShare } = useNavigation();
  const name = folderName(draft.folders[0] ?? '');
  const count = draft.folders.length;
  return (
    <li className={styles.draft}>
      <span className={styles.what}>
        <span className={styles.icon}>
          <FileClock size={16} strokeWidth={1.75} aria-hidden="true" />
        </span>
        <span>
          <strong>
            <FormattedMessage id="home.draftFolders" values={{ count, name, more: count - 1 }} />
          </strong>{' '}
          <span className={styles.place}>
            <FormattedMessage id="home.draftGuests" values={{ count: draft.guests.length }} />
          </span>
        </span>
      </span>
      <span className={styles.actions}>
        <Button
          size="small"
          aria-label={intl.formatMessage({ id: 'home.goOnWith' }, { name })}
          onClick={() => openShare({ paths: draft.folders, draftId: draft.id })}
        >
          <FormattedMessage id="home.goOn" />
        </Button>
        <Button
          size="small"
          variant="quiet"
          aria-label={intl.formatMessage({ id: 'home.deleteDraft' }, { name })}
          onClick={onDelete}
        >
          <FormattedMessage id="home.delete" />
        </Button>
      </span>
    </li>
  );
}
