import { CloudUpload, Server } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../../../components/Announcer';
import { LinkButton } from '../../../components/LinkButton';
import { Page } from '../../../components/Page';
import { useAnnouncedProgress } from '../../../components/useAnnouncedProgress';
import { useMoments } from '../../../components/useMoments';
import { CopyBar } from '../../../copies/CopyBar';
import { CopyStateBadge } from '../../../copies/CopyRow';
import { isUnfinished, percentOf, standingOf } from '../../../copies/state';
import { useCopyWords } from '../../../copies/useCopyWords';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { Copy } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { useTimeZone } from '../../../time/Clock';
import { CopyButtons } from './CopyButtons';
import { GuestsCard } from './GuestsCard';
import { Problems } from './Problems';
import styles from './Progress.module.css';
import type { CopyActions } from './useCopyActions';
import { useProblems } from './useProblems';
import { WhyNote } from './WhyNote';

interface ProgressPageProps {
  copy: Copy;
  actions: CopyActions;
  onSignIn: () => void;
}

/** A copy while it goes on, and what came of it. */
export function ProgressPage({ copy, actions, onSignIn }: ProgressPageProps) {
  const intl = useIntl();
  const { state } = copy;
  useSaid(copy);
  return (
    <Page
      icon={copy.method === 'upload' ? CloudUpload : Server}
      title={intl.formatMessage({ id: `copy.page.${state.kind}` }, { name: copy.label })}
      lead={<Lead copy={copy} />}
    >
      {actions.error !== null && <ErrorCard error={actions.error} />}
      <WhyNote {...{ copy, actions, onSignIn }} />
      <section className={styles.card} aria-label={intl.formatMessage({ id: 'copy.bar' }, { name: copy.label })}>
        {state.kind !== 'removed' && <CopyBar copy={copy} />}
        <p className={styles.state} role="status">
          <CopyStateBadge copy={copy} />
        </p>
        <Facts copy={copy} />
      </section>
      <Problems key={state.kind} {...{ copy, actions }} />
      <GuestsCard copy={copy} />
      <CopyButtons {...{ copy, actions }} />
    </Page>
  );
}

function Lead({ copy }: { copy: Copy }) {
  const { state, method, waiting } = copy;
  const leftOut = useProblems(copy).data?.pages[0]?.entries ?? [];
  switch (state.kind) {
    case 'complete':
      return (
        <>
          <FormattedMessage id={leftOut.length > 0 ? 'copy.page.completePart' : 'copy.page.completeLead'} />{' '}
          {waiting.length > 0 && <FormattedMessage id="copy.page.completeShared" />}
        </>
      );
    case 'cancelled':
      return <FormattedMessage id="copy.page.cancelledLead" />;
    case 'removed':
      return <FormattedMessage id="copy.page.removedLead" />;
    case 'incomplete':
      return <FormattedMessage id="copy.page.incompleteLead" />;
    case 'copying':
    case 'waiting':
      return <FormattedMessage id={`copy.page.leave.${method}`} />;
    case 'paused':
    case 'stopped':
    case 'cancelling':
    case 'removing':
      return <FormattedMessage id="copy.noteMore" />;
  }
}

/** Where from, where to, since when, and where Globus itself shows it. */
function Facts({ copy }: { copy: Copy }) {
  const ipc = useIpc();
  const { end } = useCopyWords();
  const { moment } = useMoments(useTimeZone());
  const { task, destination } = copy;
  const open = (link: string) => () => void ipc.openLink(link).catch(() => undefined);
  return (
    <dl className={styles.facts}>
      <Fact name={<FormattedMessage id="copy.page.from" />}>{end(copy.source)}</Fact>
      <Fact name={<FormattedMessage id="copy.page.to" />}>
        {end(destination)}{' '}
        {destination.link !== null && copy.state.kind !== 'removed' && (
          <LinkButton onClick={open(destination.link)}>
            <FormattedMessage id="copy.page.openFolder" />
          </LinkButton>
        )}
      </Fact>
      <Fact name={<FormattedMessage id="copy.page.began" />}>{moment(copy.beganAt)}</Fact>
      {copy.endedAt !== null && <Fact name={<FormattedMessage id="copy.page.ended" />}>{moment(copy.endedAt)}</Fact>}
      {task !== null && (
        <Fact name={<FormattedMessage id="copy.page.taskName" />}>
          <LinkButton onClick={open(task.link)}>
            <FormattedMessage id="copy.page.task" />
          </LinkButton>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Progress politely and not too often; the end and whatever needs the person at once. */
function useSaid(copy: Copy): void {
  const intl = useIntl();
  const announce = useAnnounce();
  const percent = isUnfinished(copy) ? (percentOf(copy) ?? 0) : 0;
  useAnnouncedProgress(percent, intl.formatMessage({ id: 'copy.announce' }, { percent }));
  const before = useRef(copy.state.kind);
  const onChange = useEffectEvent(() => {
    if (standingOf(copy.state) === 'running') return;
    const title = intl.formatMessage({ id: `copy.page.${copy.state.kind}` }, { name: copy.label });
    announce(title, copy.state.kind === 'stopped' ? 'assertive' : 'polite');
  });
  useEffect(() => {
    if (before.current !== copy.state.kind) onChange();
    before.current = copy.state.kind;
  }, [copy.state.kind]);
}
