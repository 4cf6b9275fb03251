import { LogIn } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Banner } from '../../../components/Banner';
import { Button } from '../../../components/Button';
import { Checkbox } from '../../../components/Checkbox';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { AppState } from '../../../ipc/bindings';
import { usePendingDrop } from '../../../navigation/pendingDrop';
import styles from '../FirstRun.module.css';
import type { SignIn } from '../useSignIn';
import { Heading } from './Heading';
import { NoClientId } from './NoClientId';

/** What this does, and the two ways in. */
export function Welcome({ state, signIn }: { state: AppState; signIn: SignIn }) {
  const intl = useIntl();
  const { settings, clientIdConfigured } = state;
  const { error } = signIn;
  // The keychain may also fail only when the sign-in is to be kept.
  const canKeep = state.vault === 'available' && error?.code !== 'VaultUnavailable';
  const [remember, setRemember] = useState(settings.rememberSignIn);
  return (
    <>
      <Heading
        step={1}
        title={intl.formatMessage({ id: settings.welcomed ? 'firstRun.titleAgain' : 'firstRun.title' })}
        lead={<FormattedMessage id={settings.welcomed ? 'firstRun.leadAgain' : 'firstRun.lead'} />}
      />
      <WaitingDrop />
      <Outcome signIn={signIn} />
      {clientIdConfigured && !canKeep && (
        <Banner title={<FormattedMessage id="firstRun.noKeychain" />}>
          <FormattedMessage id="firstRun.noKeychainMore" />
        </Banner>
      )}
      {clientIdConfigured ? (
        <div className={styles.choice}>
          <Button variant="primary" size="large" icon={LogIn} onClick={() => signIn.signIn(canKeep && remember)}>
            <FormattedMessage id={canKeep ? 'firstRun.signIn' : 'firstRun.signInOnce'} />
          </Button>
          <p className={styles.note}>
            <FormattedMessage id="firstRun.signInNote" />
          </p>
          {canKeep && (
            <div className={styles.remember}>
              <Checkbox
                checked={remember}
                onChange={setRemember}
                hint={<FormattedMessage id="firstRun.rememberHint" />}
              >
                <FormattedMessage id="firstRun.remember" />
              </Checkbox>
            </div>
          )}
        </div>
      ) : (
        <NoClientId settings={settings} />
      )}
      <div className={styles.choice}>
        <Button
          variant={clientIdConfigured ? 'default' : 'primary'}
          size="large"
          busy={signIn.startingPractice}
          onClick={signIn.startPractice}
        >
          <FormattedMessage id={signIn.startingPractice ? 'firstRun.practiceStarting' : 'firstRun.practice'} />
        </Button>
        <p className={styles.note}>
          <FormattedMessage id="firstRun.practiceNote" />
        </p>
      </div>
    </>
  );
}

/** What became of the last try, where there is something to say. */
function Outcome({ signIn: { error } }: { signIn: SignIn }) {
  if (error === null || error.code === 'VaultUnavailable' || error.code === 'ClientIdMissing') return null;
  if (error.code === 'SignInCancelled') {
    return <Banner title={<FormattedMessage id="firstRun.cancelledBy" />}>{error.reason}</Banner>;
  }
  return <ErrorCard error={error} />;
}

function WaitingDrop() {
  const { drop } = usePendingDrop();
  if (drop === null) return null;
  const name = drop.paths[0]?.split(/[\\/]/).filter(Boolean).at(-1) ?? '';
  return (
    <Banner
      tone="info"
      title={<FormattedMessage id="firstRun.waitingDrop" values={{ count: drop.paths.length, name }} />}
    >
      <FormattedMessage id="firstRun.waitingDropMore" />
    </Banner>
  );
}
