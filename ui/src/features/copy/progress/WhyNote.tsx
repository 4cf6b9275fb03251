import { FormattedMessage, useIntl } from 'react-intl';
import { Banner } from '../../../components/Banner';
import { Button } from '../../../components/Button';
import { errorWords } from '../../../errors/words';
import type { Copy, CopyStop, CopyWait, FaultKind } from '../../../ipc/bindings';
import styles from './Progress.module.css';
import type { CopyActions } from './useCopyActions';

interface WhyNoteProps {
  copy: Copy;
  actions: CopyActions;
  onSignIn: () => void;
}

/** Why it doesn't go on, or what Globus has had difficulties with, and what to do about it. */
export function WhyNote({ copy, actions, onSignIn }: WhyNoteProps) {
  const { state } = copy;
  if (state.kind === 'waiting') return <Waits why={state.why} actions={actions} />;
  if (state.kind === 'stopped') return <Stopped why={state.reason} onSignIn={onSignIn} copy={copy} />;
  if (state.kind === 'copying' && copy.faults.length > 0) {
    return (
      <Banner tone="info" title={<FormattedMessage id="copy.faults" />}>
        <FormattedMessage id="copy.faultsMore" />
        <Faults copy={copy} />
      </Banner>
    );
  }
  return null;
}

function Waits({ why, actions }: { why: CopyWait; actions: CopyActions }) {
  return (
    <Banner
      tone="attn"
      title={<FormattedMessage id={`copy.why.${why.kind}`} />}
      action={
        <Button size="small" busy={actions.busy === 'look'} onClick={() => actions.act('look')}>
          <FormattedMessage id="copy.why.now" />
        </Button>
      }
    >
      <FormattedMessage id={`copy.why.${why.kind}.do`} /> {'message' in why && <Says message={why.message} />}
    </Banner>
  );
}

function Stopped({ why, copy, onSignIn }: { why: CopyStop; copy: Copy; onSignIn: () => void }) {
  const { title, more, message } = useStopWords()(why);
  return (
    <Banner
      tone="danger"
      title={title}
      action={
        why.kind === 'signIn' && (
          <Button size="small" onClick={onSignIn}>
            <FormattedMessage id="copy.stop.signIn.act" />
          </Button>
        )
      }
    >
      {more} <Says message={message} />
      <Faults copy={copy} />
    </Banner>
  );
}

/** What has stopped it: what happened, what to do, and the service's own words. */
function useStopWords() {
  const intl = useIntl();
  const faultWords = useFaultWords();
  return (why: CopyStop): { title: string; more: string; message: string } => {
    if (why.kind === 'other') {
      const { title, meaning } = errorWords(why.error);
      const text = ({ id, values }: typeof title) => intl.formatMessage({ id }, values);
      return { title: text(title), more: text(meaning), message: '' };
    }
    const known = intl.formatMessage({ id: `copy.stop.${why.kind}.do` });
    return {
      title: intl.formatMessage({ id: `copy.stop.${why.kind}` }),
      more: why.kind === 'taskFailed' ? `${faultWords(why.fault)} ${known}` : known,
      message: ('message' in why ? why.message : null) ?? '',
    };
  };
}

function Says({ message }: { message: string }) {
  if (message.trim() === '') return null;
  return <FormattedMessage id="copy.why.says" values={{ message }} />;
}

/** What Globus has reported lately, each kind once. */
function Faults({ copy }: { copy: Copy }) {
  const words = useFaultWords();
  const all = [...new Set(copy.faults.map(({ fault }) => words(fault)))];
  if (all.length === 0) return null;
  return (
    <ul className={styles.faults}>
      {all.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

function useFaultWords() {
  const intl = useIntl();
  return (fault: FaultKind) =>
    intl.formatMessage({ id: `copy.fault.${fault.kind}` }, { code: fault.kind === 'other' ? fault.code : '' });
}
