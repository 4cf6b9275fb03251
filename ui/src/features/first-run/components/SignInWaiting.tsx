import { useMutation } from '@tanstack/react-query';
import { Copy, ExternalLink } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { LinkButton } from '../../../components/LinkButton';
import { Spinner } from '../../../components/Spinner';
import { TextField } from '../../../components/TextField';
import { useToast } from '../../../components/Toast';
import { ErrorCard } from '../../../errors/ErrorCard';
import { useIpc } from '../../../ipc/IpcProvider';
import { useNow } from '../../../time/Clock';
import styles from '../FirstRun.module.css';
import type { SignIn } from '../useSignIn';
import { Heading } from './Heading';
import { PasteCode } from './PasteCode';

/** Calm waiting for the browser, with every way to help it along and the way back. */
export function SignInWaiting({ signIn }: { signIn: SignIn }) {
  const intl = useIntl();
  const ipc = useIpc();
  const toast = useToast();
  const { progress } = signIn;
  const url = progress?.kind === 'waiting' ? progress.url : null;
  const opened = progress?.kind !== 'waiting' || progress.browserOpened;
  const open = useMutation({ mutationFn: (address: string) => ipc.openLink(address) });
  const copy = useMutation({
    mutationFn: (address: string) => ipc.copyText(address),
    onSuccess: () => toast({ message: intl.formatMessage({ id: 'firstRun.linkCopied' }) }),
  });
  const error = open.error ?? copy.error;

  return (
    <>
      <Heading
        step={2}
        title={intl.formatMessage({ id: 'firstRun.waitingTitle' })}
        lead={<FormattedMessage id={opened ? 'firstRun.waitingLead' : 'firstRun.noBrowserLead'} />}
      />
      <div className={styles.card}>
        <div className={styles.status}>
          <Spinner size={22} />
          <div>
            <p role="status">
              <FormattedMessage id={progress?.kind === 'finishing' ? 'firstRun.finishing' : 'firstRun.waiting'} />
            </p>
            {url !== null && <Elapsed />}
          </div>
        </div>
        {url !== null && (
          <>
            <hr className={styles.line} />
            <p className={styles.label}>
              <FormattedMessage id="firstRun.noPage" />
            </p>
            <div className={styles.buttons}>
              <Button icon={ExternalLink} onClick={() => open.mutate(url)}>
                <FormattedMessage id="firstRun.openAgain" />
              </Button>
              <Button icon={Copy} onClick={() => copy.mutate(url)}>
                <FormattedMessage id="firstRun.copyLink" />
              </Button>
            </div>
            {!opened && (
              <TextField
                readOnly
                label={intl.formatMessage({ id: 'firstRun.address' })}
                value={url}
                onChange={() => undefined}
              />
            )}
            {error && <ErrorCard error={error} />}
            <hr className={styles.line} />
            <PasteCode />
          </>
        )}
      </div>
      <div>
        <Button size="large" onClick={signIn.cancel}>
          <FormattedMessage id="common.cancel" />
        </Button>
      </div>
      <p className={styles.foot}>
        <FormattedMessage
          id="firstRun.notYet"
          values={{
            link: (chunks: ReactNode[]) => <LinkButton onClick={signIn.startPractice}>{chunks}</LinkButton>,
          }}
        />
      </p>
    </>
  );
}

/** How long ago the page was opened. Not a live region: a clock that talks is no help. */
function Elapsed() {
  const now = useNow();
  const [start] = useState(now);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(Math.floor((now() - start) / 10_000) * 10), 10_000);
    return () => clearInterval(timer);
  }, [now, start]);
  return (
    <p className={styles.note}>
      {seconds < 60 ? (
        <FormattedMessage id="firstRun.opened" values={{ seconds }} />
      ) : (
        <FormattedMessage id="firstRun.openedMinutes" values={{ minutes: Math.floor(seconds / 60) }} />
      )}
    </p>
  );
}
