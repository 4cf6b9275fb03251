import { ArrowLeft, CircleCheck, CloudOff, GraduationCap } from 'lucide-react';
import { FormattedMessage } from 'react-intl';
import { Spinner } from '../components/Spinner';
import { useAppState, useAuditState } from '../ipc/queries';
import { useReading } from '../ipc/reading';
import { useCurrentBackStep } from '../navigation/backStep';
import { useNavigation, type Route } from '../navigation/navigation';
import { usePlaceName } from '../navigation/usePlaceName';
import styles from './Header.module.css';
import { SignInChip } from './SignInChip';

/** Back at the start; practice, connection and who is signed in at the end. The same on every screen. */
export function Header() {
  const { practice, session } = useAppState();
  const { route } = useNavigation();
  return (
    <header className={styles.header}>
      {BELOW.has(route.name) && <BackLink />}
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

/** Screens that one comes to from another one, and goes back from. */
const BELOW: ReadonlySet<Route['name']> = new Set([
  'share',
  'browse',
  'newCopy',
  'copy',
  'change',
  'resumeChange',
  'subject',
  'collection',
  'group',
  'newGroup',
  'report',
] as const);

/** One step back inside the screen, or out of it. */
function BackLink() {
  const { route, origin, navigate, back } = useNavigation();
  const step = useCurrentBackStep();
  const place = usePlaceName();
  const target: Route = route.name === 'share' ? { name: 'home' } : origin;
  return (
    <a
      href={`#${target.name}`}
      className={styles.back}
      onClick={(event) => {
        event.preventDefault();
        if (step !== null) step.go();
        else if (route.name === 'share') navigate(target);
        else back();
      }}
    >
      <ArrowLeft size={18} strokeWidth={1.75} aria-hidden="true" />
      {step === null ? place(target) : step.label}
    </a>
  );
}

/** What the last reading of Globus says about the connection. */
function Connection() {
  const { practice } = useAppState();
  const { data } = useAuditState();
  const { checking, error } = useReading();
  const offline = error?.code === 'Offline' || error?.code === 'Timeout';
  const asking = data === undefined || (checking && data.checkedAt === null);
  const answered = practice ? 'pretendGlobus' : asking ? 'connecting' : 'connected';
  const state = offline ? 'offline' : answered;
  const Icon = offline ? CloudOff : CircleCheck;
  return (
    <span className={offline ? styles.offline : styles.connection} role="status">
      {state === 'connecting' ? <Spinner size={16} /> : <Icon size={16} strokeWidth={1.75} aria-hidden="true" />}
      <FormattedMessage id={`shell.${state}`} />
    </span>
  );
}
