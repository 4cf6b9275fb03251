import { ArrowLeft, CircleCheck, CloudOff, GraduationCap } from 'lucide-react';
import { FormattedMessage } from 'react-intl';
import { Spinner } from '../components/Spinner';
import { useAppState, useMyShares } from '../ipc/queries';
import { useCurrentBackStep } from '../navigation/backStep';
import { useNavigation } from '../navigation/navigation';
import styles from './Header.module.css';
import { SignInChip } from './SignInChip';

/** Back at the start; practice, connection and who is signed in at the end. The same on every screen. */
export function Header() {
  const { practice, session } = useAppState();
  const { route, navigate } = useNavigation();
  const back = useCurrentBackStep();
  return (
    <header className={styles.header}>
      {route.name === 'share' && (
        <a
          href="#home"
          className={styles.back}
          onClick={(event) => {
            event.preventDefault();
            if (back === null) navigate({ name: 'home' });
            else back.go();
          }}
        >
          <ArrowLeft size={18} strokeWidth={1.75} aria-hidden="true" />
          {back === null ? <FormattedMessage id="shell.home" /> : back.label}
        </a>
      )}
      <div className={styles.end}>
        {practice && (
          <span className={styles.practice}>
            <GraduationCap size={16} strokeWidth={1.75} aria-hidden="true" />
            <FormattedMessage id="shell.practice" />
          </span>
        )}
        <Connection />
        {session && <SignInChip session={session} practice={practice} />}
      </div>
    </header>
  );
}

/** What the last answer of Globus says about the connection. */
function Connection() {
  const { practice } = useAppState();
  const shares = useMyShares();
  const offline = shares.error?.code === 'Offline' || shares.error?.code === 'Timeout';
  const answered = practice ? 'pretendGlobus' : shares.isPending ? 'connecting' : 'connected';
  const state = offline ? 'offline' : answered;
  const Icon = offline ? CloudOff : CircleCheck;
  return (
    <span className={offline ? styles.offline : styles.connection} role="status">
      {state === 'connecting' ? <Spinner size={16} /> : <Icon size={16} strokeWidth={1.75} aria-hidden="true" />}
      <FormattedMessage id={`shell.${state}`} />
    </span>
  );
}
