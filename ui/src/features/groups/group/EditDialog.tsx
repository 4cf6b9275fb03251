import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { FormDialog } from '../../../components/FormDialog';
import { TextArea } from '../../../components/TextArea';
import { TextField } from '../../../components/TextField';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { GroupEdit, GroupSummary } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import styles from '../Groups.module.css';

interface EditDialogProps {
  group: GroupSummary;
  busy: boolean;
  error: IpcError | null;
  onAct: (edit: GroupEdit) => void;
  onClose: () => void;
}

/** What a group is called and what it is for. */
export function EditDialog({ group, busy, error, onAct, onClose }: EditDialogProps) {
  const intl = useIntl();
  const [name, setName] = useState(group.name);
  const [description, setDescription] = useState(group.description ?? '');
  const [tried, setTried] = useState(false);
  const missing = name.trim() === '';
  return (
    <FormDialog
      open
      onClose={onClose}
      title={<FormattedMessage id="groups.edit.title" />}
      actLabel={intl.formatMessage({ id: 'groups.edit.act' })}
      busy={busy}
      onAct={() => {
        setTried(true);
        if (!missing) onAct({ name, description: description.trim() === '' ? null : description });
      }}
    >
      <div className={styles.form}>
        <TextField
          label={intl.formatMessage({ id: 'groups.newName' })}
          value={name}
          onChange={setName}
          error={tried && missing ? intl.formatMessage({ id: 'groups.newNameMissing' }) : undefined}
        />
        <TextArea
          label={intl.formatMessage({ id: 'groups.newDescription' })}
          value={description}
          onChange={setDescription}
        />
        {error !== null && <ErrorCard error={error} />}
      </div>
    </FormDialog>
  );
}
