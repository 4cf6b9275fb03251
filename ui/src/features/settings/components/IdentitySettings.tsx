import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../../../components/Announcer';
import { Avatar } from '../../../components/Avatar';
import { Button } from '../../../components/Button';
import { Checkbox } from '../../../components/Checkbox';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { Session } from '../../../ipc/bindings';
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
      <hr className={styles.line} />
      <SavedTextField
        field="clientId"
        label={intl.formatMessage({ id: 'settings.clientId' })}
        hint={intl.formatMessage({ id: 'settings.clientIdHint' })}
        action={<FormattedMessage id="settings.saveClientId" />}
        saved={settings.clientId ?? ''}
        change={(text) => ({ clientId: text === '' ? null : text })}
      />
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
          <p className={styles.muted}>{[identity.username, identity.organization].filter(Boolean).join(' · ')}</p>
        </div>
      </div>
      {others.length > 0 && (
        <div className={styles.linked}>
          <p className={styles.muted}>
            <FormattedMessage id="settings.linked" />
          </p>
          <ul>
            {others.map(({ id, username, organization }) => (
              <li key={id}>{[username, organization].filter(Boolean).join(' · ')}</li>
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
