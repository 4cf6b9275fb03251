import { useMutation } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { TextField } from '../../../components/TextField';
import { ErrorCard } from '../../../errors/ErrorCard';
import { fieldSentence } from '../../../errors/words';
import type { Settings } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { useSetAppState } from '../../../ipc/queries';
import styles from '../FirstRun.module.css';

const DEVELOPERS = 'https://developers.globus.org/';

/** Without a client id there is nothing to sign in with: says so, with the two ways to set one. */
export function NoClientId({ settings }: { settings: Settings }) {
  const intl = useIntl();
  const ipc = useIpc();
  const setAppState = useSetAppState();
  const [clientId, setClientId] = useState('');
  const save = useMutation({
    mutationFn: () => ipc.updateSettings({ ...settings, clientId: clientId.trim() }),
    onSuccess: setAppState,
  });
  const sentence = fieldSentence(save.error, 'clientId');
  const [empty, setEmpty] = useState(false);

  return (
    <section className={styles.card} aria-labelledby="no-client-id">
      <h2 id="no-client-id" className={styles.label}>
        <FormattedMessage id="firstRun.noClientTitle" />
      </h2>
      <p>
        <FormattedMessage id="firstRun.noClientMore" />
      </p>
      <ol className={styles.ways}>
        <li>
          <form
            className={styles.inline}
            onSubmit={(event) => {
              event.preventDefault();
              setEmpty(clientId.trim() === '');
              if (clientId.trim() !== '') save.mutate();
            }}
          >
            <p>
              <FormattedMessage id="firstRun.noClientField" />
            </p>
            <TextField
              label={intl.formatMessage({ id: 'firstRun.clientId' })}
              value={clientId}
              onChange={(value) => {
                setEmpty(false);
                save.reset();
                setClientId(value);
              }}
              error={
                empty
                  ? intl.formatMessage({ id: 'errors.input.empty' })
                  : sentence && intl.formatMessage({ id: sentence })
              }
            />
            <Button type="submit" busy={save.isPending}>
              <FormattedMessage id="firstRun.saveClientId" />
            </Button>
          </form>
        </li>
        <li>
          <FormattedMessage
            id="firstRun.noClientVariable"
            values={{ code: (chunks: ReactNode[]) => <code className={styles.code}>{chunks}</code> }}
          />
        </li>
      </ol>
      {save.error && sentence === null && <ErrorCard error={save.error} />}
      <p className={styles.note}>
        <FormattedMessage id="firstRun.noClientHelp" />
      </p>
      <div>
        <Button size="small" icon={ExternalLink} onClick={() => void ipc.openLink(DEVELOPERS).catch(() => undefined)}>
          <FormattedMessage id="firstRun.openDevelopers" />
        </Button>
      </div>
    </section>
  );
}
