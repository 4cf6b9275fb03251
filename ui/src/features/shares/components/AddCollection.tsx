import { useMutation } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';

import { Button } from '../../../components/Button';
import { TextField } from '../../../components/TextField';
import { useToast } from '../../../components/Toast';
import { ErrorCard } from '../../../errors/ErrorCard';
import { fieldSentence } from '../../../errors/words';
import { useIpc } from '../../../ipc/IpcProvider';
import styles from '../MySharesPage.module.css';

interface Props {
  offline: boolean;
  /** It is looked after from now on: what is shared there has to be read. */
  onAdded: () => void;
}

/** For a shared folder that somebody else made and this person looks after: no search finds all of those. */
export function AddCollection({ offline, onAdded }: Props) {
  const intl = useIntl();
  const ipc = useIpc();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const add = useMutation({
    mutationFn: () => ipc.addCollection(text),
    onSuccess: () => {
      setOpen(false);
      setText('');
      toast({ message: intl.formatMessage({ id: 'shares.added' }) });
      onAdded();
    },
  });
  const sentence = fieldSentence(add.error, 'collection');
  if (!open) {
    return (
      <Button variant="quiet" size="small" icon={Plus} onClick={() => setOpen(true)}>
        {intl.formatMessage({ id: 'shares.add' })}
      </Button>
    );
  }
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (!offline && !add.isPending) add.mutate();
      }}
    >
      <TextField
        // eslint-disable-next-line jsx-a11y/no-autofocus -- it comes in the place of the button that was pressed
        autoFocus
        label={intl.formatMessage({ id: 'shares.addLabel' })}
        hint={intl.formatMessage({ id: 'shares.addHint' })}
        error={sentence === null ? undefined : intl.formatMessage({ id: sentence })}
        value={text}
        onChange={(next) => {
          add.reset();
          setText(next);
        }}
      />
      {add.error && sentence === null && <ErrorCard error={add.error} />}
      <div className={styles.addActions}>
        <Button
          type="submit"
          busy={add.isPending}
          unavailable={offline ? intl.formatMessage({ id: 'shares.needsConnection' }) : null}
        >
          {intl.formatMessage({ id: 'shares.addAct' })}
        </Button>
        <Button variant="quiet" onClick={() => setOpen(false)}>
          {intl.formatMessage({ id: 'common.cancel' })}
        </Button>
      </div>
    </form>
  );
}
