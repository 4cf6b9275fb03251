import { useState, type SyntheticEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../components/Button';
import { Spinner } from '../components/Spinner';
import { TextField } from '../components/TextField';
import type { SignInEvent } from '../ipc/bindings';
import { useIpc } from '../ipc/IpcProvider';
import { useCopy } from '../clipboard/useCopy';
import styles from './ConsentStep.module.css';

/** Waiting is calm: open again, copy the link, go another way, or stop. */
export function InBrowser({ event }: { event: SignInEvent | null }) {
  const intl = useIntl();
  const ipc = useIpc();
  const { copy, label } = useCopy(intl.formatMessage({ id: 'consent.copyLink' }));
  const waiting = event?.kind === 'waiting' ? event : null;
  return (
    <div className={styles.waiting}>
      <p role="status" className={styles.state}>
        <Spinner />
        <FormattedMessage id={event?.kind === 'finishing' ? 'consent.finishing' : 'consent.waiting'} />
      </p>
      {waiting !== null && !waiting.browserOpened && (
        <p>
          <FormattedMessage id="consent.noBrowser" />
        </p>
      )}
      <div className={styles.actions}>
        {waiting !== null && (
          <>
            <Button onClick={() => void ipc.openLink(waiting.url).catch(() => undefined)}>
              <FormattedMessage id="consent.openAgain" />
            </Button>
            <Button onClick={() => void copy(waiting.url)}>{label}</Button>
          </>
        )}
        <Button variant="quiet" onClick={() => void ipc.cancelSignIn().catch(() => undefined)}>
          <FormattedMessage id="common.cancel" />
        </Button>
      </div>
      {waiting?.codeUrl != null && <OtherDevice link={waiting.codeUrl} />}
    </div>
  );
}

/** For a browser that can't come back to this app: its last page shows a code to paste here. */
function OtherDevice({ link }: { link: string }) {
  const intl = useIntl();
  const ipc = useIpc();
  const [code, setCode] = useState('');
  const [refused, setRefused] = useState(false);
  const { copy, label } = useCopy(intl.formatMessage({ id: 'consent.copyCodeLink' }));

  async function use(submit: SyntheticEvent) {
    submit.preventDefault();
    setRefused(false);
    await ipc.pasteSignInCode(code).catch(() => setRefused(true));
  }

  return (
    <form className={styles.waiting} onSubmit={use}>
      <p>
        <FormattedMessage id="consent.otherDevice" />
      </p>
      <div>
        <Button onClick={() => void copy(link)}>{label}</Button>
      </div>
      <div className={styles.code}>
        <TextField
          label={<FormattedMessage id="consent.code" />}
          value={code}
          onChange={setCode}
          error={refused ? intl.formatMessage({ id: 'consent.codeRefused' }) : undefined}
        />
        <Button type="submit">
          <FormattedMessage id="consent.useCode" />
        </Button>
      </div>
    </form>
  );
}
