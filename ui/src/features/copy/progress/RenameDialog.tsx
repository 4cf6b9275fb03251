import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../../../components/Announcer';
import { FormDialog } from '../../../components/FormDialog';
import { TextField } from '../../../components/TextField';
import { useSetCopy } from '../../../copies/queries';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { Copy } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';

/** What a copy is called in the person's lists, and at Globus. */
export function RenameDialog({ copy, onClose }: { copy: Copy; onClose: () => void }) {
  const intl = useIntl();
  const ipc = useIpc();
  const announce = useAnnounce();
  const setCopy = useSetCopy();
  const [label, setLabel] = useState(copy.label);
  const [tried, setTried] = useState(false);
  const empty = label.trim() === '';
  const rename = useMutation({
    mutationFn: () => ipc.renameCopy(copy.id, label.trim()),
    onSuccess: (renamed) => {
      setCopy(renamed);
      announce(intl.formatMessage({ id: 'copy.renamed' }, { name: renamed.label }));
      onClose();
    },
  });
  return (
    <FormDialog
      open
      onClose={onClose}
      title={<FormattedMessage id="copy.renameTitle" />}
      actLabel={intl.formatMessage({ id: 'copy.renameAct' })}
      busy={rename.isPending}
      onAct={() => {
        setTried(true);
        if (!empty) rename.mutate();
      }}
    >
      {rename.error && <ErrorCard error={rename.error} />}
      <TextField
        label={<FormattedMessage id="copy.renameLabel" />}
        hint={<FormattedMessage id="copy.renameHint" />}
        error={tried && empty ? intl.formatMessage({ id: 'errors.input.missing' }) : null}
        value={label}
        onChange={setLabel}
      />
    </FormDialog>
  );
}
