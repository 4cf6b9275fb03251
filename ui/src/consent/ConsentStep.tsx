import { ExternalLink } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Banner } from '../components/Banner';
import { Button } from '../components/Button';
import { Page } from '../components/Page';
import { ErrorCard } from '../errors/ErrorCard';
import type { SignInEvent } from '../ipc/bindings';
import { toIpcError, type IpcError } from '../ipc/error';
import { useIpc } from '../ipc/IpcProvider';
import { useAppState } from '../ipc/queries';
import { allows, type Demand } from './demand';
import styles from './ConsentStep.module.css';
import { InBrowser } from './InBrowser';

interface ConsentStepProps {
  demand: Demand;
  /** What asks for it. */
  about?: 'storage' | 'collection' | 'groups';
  /** The same was asked for a moment ago. */
  again?: boolean;
  /** Something is shared already, and the rest goes on afterwards. */
  midway?: boolean;
  onDone: () => void;
  onCancel: () => void;
}

type Phase = { at: 'idle' } | { at: 'browser'; event: SignInEvent | null } | { at: 'failed'; error: IpcError };

const LEADS = {
  storage: { consent: 'consent.leadConsent', session: 'consent.leadSession' },
  collection: { consent: 'consent.leadCollection', session: 'consent.leadSession' },
  groups: { consent: 'consent.leadGroups', session: 'consent.leadGroupSession' },
} as const;

/** An ordinary step: Globus asks for something in the browser, and the work goes on where it was. */
export function ConsentStep({
  demand,
  about = 'storage',
  again = false,
  midway = false,
  onDone,
  onCancel,
}: ConsentStepProps) {
  const intl = useIntl();
  const ipc = useIpc();
  const remember = useRemember();
  const [phase, setPhase] = useState<Phase>({ at: 'idle' });
  const inBrowser = useRef(false);

  // A sign-in whose page nobody waits for any more must not finish behind the person's back.
  useEffect(
    () => () => {
      if (inBrowser.current) void ipc.cancelSignIn().catch(() => undefined);
    },
    [ipc],
  );

  async function goOn() {
    setPhase({ at: 'browser', event: null });
    inBrowser.current = true;
    try {
      await ipc.signIn(demand.demand, remember, (event) => setPhase({ at: 'browser', event }));
      inBrowser.current = false;
      onDone();
    } catch (thrown) {
      inBrowser.current = false;
      setPhase({ at: 'failed', error: toIpcError(thrown) });
    }
  }

  return (
    <Page
      title={intl.formatMessage({ id: demand.kind === 'consent' ? 'consent.title' : 'consent.titleSession' })}
      lead={
        <FormattedMessage
          id={
            demand.kind === 'consent'
              ? about === 'storage' && allows(demand).length > 0
                ? 'consent.leadServer'
                : LEADS[about].consent
              : demand.kind === 'session'
                ? LEADS[about].session
                : 'consent.leadSignIn'
          }
        />
      }
    >
      {again && <Banner title={<FormattedMessage id="consent.again" />} />}
      <Allowed demand={demand} />
      <Wishes demand={demand} />
      <p>
        <FormattedMessage id={midway ? 'consent.keptShare' : 'consent.kept'} />
      </p>
      {phase.at === 'failed' && phase.error.code !== 'SignInCancelled' && <ErrorCard error={phase.error} />}
      {phase.at === 'failed' && phase.error.code === 'SignInCancelled' && (
        <p role="status">
          <FormattedMessage id="consent.cancelled" />
        </p>
      )}
      {phase.at === 'browser' ? (
        <InBrowser event={phase.event} />
      ) : (
        <div className={styles.actions}>
          <Button variant="primary" icon={ExternalLink} onClick={goOn}>
            <FormattedMessage id="consent.continue" />
          </Button>
          <Button onClick={onCancel}>
            <FormattedMessage id="common.notNow" />
          </Button>
        </div>
      )}
    </Page>
  );
}

/** What the person will be asked to allow on a server's storage, before the browser says it in its own words. */
function Allowed({ demand }: { demand: Demand }) {
  const intl = useIntl();
  const allowed = demand.kind === 'consent' ? allows(demand) : [];
  if (allowed.length === 0) return null;
  return (
    <ul className={styles.allowed} aria-label={intl.formatMessage({ id: 'consent.willTitle' })}>
      {allowed.map((what) => (
        <li key={what}>
          <FormattedMessage id={`consent.will.${what}`} />
        </li>
      ))}
    </ul>
  );
}

/** What Globus said about the sign-in it wants. */
function Wishes({ demand: { demand } }: { demand: Demand }) {
  const intl = useIntl();
  if (demand === null) return null;
  // Identities are ids in the demand; the ones with names are the person's own linked sign-ins.
  return (
    <>
      <WantedIdentities ids={demand.identities} domains={demand.single_domain} />
      {demand.mfa === true && (
        <p>
          <FormattedMessage id="consent.mfa" />
        </p>
      )}
      {demand.session_message !== null && demand.session_message.trim() !== '' && (
        <p>{intl.formatMessage({ id: 'consent.globusSays' }, { message: demand.session_message })}</p>
      )}
    </>
  );
}

function WantedIdentities({ ids, domains }: { ids: string[]; domains: string[] }) {
  const intl = useIntl();
  const { session } = useAppState();
  const names = ids.flatMap((id) => session?.linked.find((identity) => identity.id === id)?.username ?? []);
  const wanted = names.length > 0 ? names : domains.map((domain) => `…@${domain}`);
  if (wanted.length === 0) return null;
  return (
    <p>
      <FormattedMessage id="consent.identities" values={{ names: intl.formatList(wanted, { type: 'disjunction' }) }} />
    </p>
  );
}

/** A sign-in in the middle of the work is kept as the one before it was. */
function useRemember(): boolean {
  const { session, settings } = useAppState();
  return session?.remembered ?? settings.rememberSignIn;
}
