import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, ChevronDown, LogOut } from 'lucide-react';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../components/Announcer';
import { Avatar } from '../components/Avatar';
import { VisuallyHidden } from '../components/VisuallyHidden';
import type { Session, SignInIdentity } from '../ipc/bindings';
import { useIpc } from '../ipc/IpcProvider';
import { keys } from '../ipc/queries';
import styles from './SignInChip.module.css';

const nameOf = (identity: SignInIdentity) => identity.name ?? identity.username;

/** Which sign-in (identity) is in use, the others that are linked to it, and the way out. */
export function SignInChip({ session, practice }: { session: Session; practice: boolean }) {
  const intl = useIntl();
  const ipc = useIpc();
  const client = useQueryClient();
  const announce = useAnnounce();
  const { identity, linked } = session;
  const leave = useMutation({
    mutationFn: () => (practice ? ipc.leavePractice() : ipc.signOut()),
    onSuccess: async () => {
      announce(intl.formatMessage({ id: 'shell.signedOut' }));
      await client.invalidateQueries({ queryKey: keys.appState });
    },
  });

  return (
    <MenuTrigger>
      <Button className={styles.chip ?? ''}>
        <Avatar name={nameOf(identity)} />
        <span className={styles.words}>
          {/* No aria-label: what is said has to hold what is seen (WCAG 2.5.3). */}
          <VisuallyHidden>
            <FormattedMessage id="shell.signInChip" />
          </VisuallyHidden>{' '}
          <span className={styles.name}>{nameOf(identity)}</span>{' '}
          <span className={styles.domain}>{identity.username.split('@').at(-1)}</span>
        </span>
        <ChevronDown size={16} strokeWidth={1.75} aria-hidden="true" />
      </Button>
      <Popover className={styles.popover ?? ''} placement="bottom end" offset={4}>
        <Menu
          className={styles.menu ?? ''}
          aria-label={intl.formatMessage({ id: 'shell.identities' })}
          onAction={(key) => {
            if (key === 'leave') leave.mutate();
          }}
          // The identities are there to be read; only the way out acts.
          disabledKeys={linked.map((other) => other.id)}
        >
          <MenuSection>
            <Header className={styles.heading ?? ''}>
              <FormattedMessage id="shell.identities" />
              {!session.remembered && !practice && (
                <span className={styles.note}>
                  <FormattedMessage id="shell.sessionOnly" />
                </span>
              )}
            </Header>
            {linked.map((other) => (
              <MenuItem key={other.id} id={other.id} textValue={other.username} className={styles.identity ?? ''}>
                <span className={styles.words}>
                  <span className={styles.address}>{other.username}</span>
                  {other.organization !== null && <span className={styles.domain}>{other.organization}</span>}
                </span>
                {other.id === identity.id && (
                  <span className={styles.inUse}>
                    <Check size={14} strokeWidth={1.75} aria-hidden="true" />
                    <FormattedMessage id="shell.thisOne" />
                  </span>
                )}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuItem id="leave" className={styles.leave ?? ''}>
            <LogOut size={16} strokeWidth={1.75} aria-hidden="true" />
            <FormattedMessage id={practice ? 'shell.leavePractice' : 'shell.signOut'} />
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
