import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound, LogOut } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../../../components/Announcer';
import { Avatar } from '../../../components/Avatar';
import { Button } from '../../../components/Button';
import { Checkbox } from '../../../components/Checkbox';
import { Disclosure } from '../../../components/Disclosure';
import { Address } from '../../../components/guests/Address';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { Session, SignInIdentity } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys } from '../../../ipc/queries';
import styles from '../Settings.module.css';
import { useSettings } from '../useSettings';
import { SettingsCard } from './SettingsCard';
import { SavedTextField } from './SavedTextField';

/** Who is signed in, the way out, and how the next sign-in works. */
export function IdentitySettings() {
  const intl = useIntl();
  const { state, settings, save } = useSettings();
  const { session, practice, vault } = state;
  // Only where somebody has set it, or has to.
  const [advanced, setAdvanced] = useState(settings.clientId !== null || !state.clientIdConfigured);
  return (
    <SettingsCard title={<FormattedMessage id="settings.identity" />}>
      {session && <SignedIn session={session} practice={practice} />}
      <hr className={styles.line} />
      <Checkbox
        checked={settings.rememberSignIn}
        onChange={(rememberSignIn) => save.mutate({ rememberSignIn })}
        hint={<FormattedMessage id={vault === 'available' ? 'settings.rememberHint' : 'settings.noKeychain'} />}
      >
        <FormattedMessage id="settings.remember" />
      </Checkbox>
      {save.error && <ErrorCard error={save.error} />}
      <div className={styles.advanced}>
        <Disclosure
          icon={KeyRound}
          title={<FormattedMessage id="settings.advanced" />}
          summary={<FormattedMessage id="settings.advancedSummary" />}
          open={advanced}
          onToggle={setAdvanced}
        >
          <SavedTextField
            field="clientId"
            label={intl.formatMessage({ id: 'settings.clientId' })}
            hint={intl.formatMessage({ id: 'settings.clientIdHint' })}
            action={<FormattedMessage id="settings.saveClientId" />}
            saved={settings.clientId ?? ''}
            change={(text) => ({ clientId: text === '' ? null : text })}
          />
        </Disclosure>
      </div>
    </SettingsCard>
  );
}

function SignedIn({ session, practice }: { session: Session; practice: boolean }) {
  const intl = useIntl();
  const ipc = useIpc();
  const client = useQueryClient();
  const announce = useAnnounce();
  const leave = useMutation({
    mutationFn: () => (practice ? ipc.leavePractice() : ipc.signOut()),
    onSuccess: async () => {
      announce(intl.formatMessage({ id: 'shell.signedOut' }));
      await client.invalidateQueries({ queryKey: keys.appState });
    },
  });
  const { identity } = session;
  const others = session.linked.filter(({ id }) => id !== identity.id);
  return (
    <>
      <div className={styles.identity}>
        <Avatar name={identity.name ?? identity.username} />
        <div>
          <p className={styles.muted}>
            <FormattedMessage id="settings.signedInAs" />
          </p>
          <p className={styles.name}>{identity.name ?? identity.username}</p>
          <p className={styles.muted}>
            <SignIn identity={identity} />
          </p>
        </div>
      </div>
      {others.length > 0 && (
        <div className={styles.linked}>
          <p className={styles.muted}>
            <FormattedMessage id="settings.linked" />
          </p>
          <ul>
            {others.map((other) => (
              <li key={other.id}>
                <SignIn identity={other} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {!session.remembered && !practice && (
        <p className={styles.muted}>
          <FormattedMessage id="settings.sessionOnly" />
        </p>
      )}
      <div className={styles.action}>
        <Button icon={LogOut} busy={leave.isPending} onClick={() => leave.mutate()}>
          <FormattedMessage
            id={practice ? 'settings.leavePractice' : leave.isPending ? 'settings.signingOut' : 'settings.signOut'}
          />
        </Button>
        <p className={styles.muted}>
          <FormattedMessage id={practice ? 'settings.leavePracticeNote' : 'settings.signOutNote'} />
        </p>
      </div>
      {leave.error && <ErrorCard error={leave.error} />}
    </>
  );
}

function SignIn({ identity: { username, organization } }: { identity: SignInIdentity }) {
  return (
    <>
      <Address plain username={username} />
      {organization !== null && <> · {organization}</>}
    </>
  );
}
