import { useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../components/Announcer';
import { FormDialog } from '../components/FormDialog';
import { TextField } from '../components/TextField';
import { ErrorCard } from '../errors/ErrorCard';
import { fieldSentence } from '../errors/words';
import type { StorageCard } from '../ipc/bindings';
import { useMakeFolder } from './queries';

interface NewFolderProps {
  storage: StorageCard;
  parent: string;
  /** What the folder around it is called. */
  name: string;
  onMade: (path: string) => void;
  onClose: () => void;
}

/** A name for a new folder, and what is wrong with it beside the field. */
export function NewFolder({ storage, parent, name, onMade, onClose }: NewFolderProps) {
  const intl = useIntl();
  const announce = useAnnounce();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const make = useMakeFolder(storage, parent);
  const sentence = fieldSentence(make.error, 'folderName');
  return (
    <FormDialog
      open
      onClose={onClose}
      title={<FormattedMessage id="storage.newFolderTitle" values={{ name }} />}
      actLabel={intl.formatMessage({ id: 'storage.newFolderAct' })}
      busy={make.isPending}
      onAct={() =>
        make.mutate(typed, {
          onSuccess: (path) => {
            announce(intl.formatMessage({ id: 'storage.newFolderDone' }, { name: typed.trim() }));
            onClose();
            onMade(path);
          },
          onError: () => field.current?.focus(),
        })
      }
    >
      <TextField
        ref={field}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus, and this is what it is for
        autoFocus
        label={intl.formatMessage({ id: 'storage.newFolderName' })}
        error={sentence && intl.formatMessage({ id: sentence })}
        value={typed}
        onChange={(text) => {
          if (make.error !== null) make.reset();
          setTyped(text);
        }}
      />
      {make.error !== null && sentence === null && <ErrorCard error={make.error} />}
    </FormDialog>
  );
}
