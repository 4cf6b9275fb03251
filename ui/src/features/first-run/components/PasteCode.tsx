import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { TextField } from '../../../components/TextField';
import { ErrorCard } from '../../../errors/ErrorCard';
import { fieldSentence } from '../../../errors/words';
import { useIpc } from '../../../ipc/IpcProvider';
import styles from '../FirstRun.module.css';

/** The second way: the page shows a code, the person brings it here. */
export function PasteCode() {
  const intl = useIntl();
  const ipc = useIpc();
  const [code, setCode] = useState('');
  const [empty, setEmpty] = useState(false);
  const paste = useMutation({ mutationFn: () => ipc.pasteSignInCode(code.trim()) });
  const sentence = empty || fieldSentence(paste.error, 'signInCode') !== null;
  return (
    <form
      className={styles.inline}
      onSubmit={(event) => {
        event.preventDefault();
        setEmpty(code.trim() === '');
        if (code.trim() !== '') paste.mutate();
      }}
    >
      <TextField
        label={intl.formatMessage({ id: 'firstRun.code' })}
        value={code}
        onChange={(value) => {
          setEmpty(false);
          paste.reset();
          setCode(value);
        }}
        error={sentence ? intl.formatMessage({ id: 'firstRun.codeEmpty' }) : undefined}
      />
      <Button type="submit" busy={paste.isPending}>
        <FormattedMessage id="firstRun.useCode" />
      </Button>
      {paste.error && !sentence && <ErrorCard error={paste.error} />}
    </form>
  );
}
