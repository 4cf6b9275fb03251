import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../../../components/Announcer';
import { Banner } from '../../../components/Banner';
import { Button } from '../../../components/Button';
import { formatDay } from '../../../components/FormattedDay';
import { ProgressBar } from '../../../components/Progress';
import { useToast } from '../../../components/Toast';
import { useCopies } from '../../../copies/queries';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { ShareOutcome, UnfinishedShare } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys } from '../../../ipc/queries';
import { refreshAfterSharing } from '../../../ipc/reading';
import { useTimeZone } from '../../../time/Clock';
import { dayOf } from '../../../time/days';
import styles from '../Home.module.css';
import { FailedGuests } from './FailedGuests';

/** Shares that the app was closed over, or that went through for some guests only. */
export function UnfinishedShares() {
  const ipc = useIpc();
  const copies = useCopies().data ?? [];
  const isAhead = (copy: string | null | undefined) =>
    copies.some(({ id, state }) => id === copy && state.kind !== 'complete');
  const unfinished = useQuery({ queryKey: keys.unfinishedShares, queryFn: () => ipc.unfinishedShares() });
  if (unfinished.error) return <ErrorCard error={unfinished.error} />;
  // What waits for a copy is listed with it. Once that is complete, it goes on by itself, or needs the person.
  const stuck = (unfinished.data ?? []).filter(({ waitsFor }) => !isAhead(waitsFor));
  return stuck.map((share) => <Unfinished key={share.shareId} share={share} />);
}

/** Rows that need nothing more. */
function doneIn(outcome: ShareOutcome): number {
  return outcome.results.filter(({ state }) => state.kind === 'shared').length;
}

function Unfinished({ share }: { share: UnfinishedShare }) {
  const intl = useIntl();
  const ipc = useIpc();
  const client = useQueryClient();
  const toast = useToast();
  const announce = useAnnounce();
  const timeZone = useTimeZone();
  const [done, setDone] = useState(share.shared);
  const name = intl.formatList(share.folders, { type: 'conjunction' });
  const { total } = share;

  const resume = useMutation({
    mutationFn: () => {
      const finished = new Set<string>();
      return ipc.resumeShare(share.shareId, (event) => {
        if (event.kind !== 'grant' || event.state.kind !== 'shared') return;
        finished.add(event.grant);
        setDone(Math.max(share.shared, finished.size));
      });
    },
    onSuccess: async (outcome) => {
      const now = doneIn(outcome);
      setDone(now);
      if (now === outcome.results.length) {
        toast({ message: intl.formatMessage({ id: 'home.resumed' }, { name }) });
        await refreshAfterSharing(ipc, client);
      } else {
        const failed = outcome.results.length - now;
        announce(intl.formatMessage({ id: 'home.stillFailing' }, { count: failed }), 'assertive');
        await client.invalidateQueries({ queryKey: keys.audit });
      }
    },
  });
  const leave = useMutation({
    mutationFn: () => ipc.leaveOff(share.shareId),
    onSuccess: async () => {
      toast({ message: intl.formatMessage({ id: 'home.leftOff' }, { name, shared: done, total }) });
      await refreshAfterSharing(ipc, client);
    },
  });
  const error = resume.error ?? leave.error ?? resume.data?.stoppedBy ?? null;

  return (
    <section className={styles.unfinished}>
      <Banner
        title={<FormattedMessage id="home.unfinished" values={{ name }} />}
        action={
          <>
            <Button size="small" busy={resume.isPending} onClick={() => resume.mutate()}>
              <FormattedMessage id={resume.isPending ? 'home.resuming' : 'home.resume'} />
            </Button>
            {!resume.isPending && (
              <Button size="small" variant="quiet" busy={leave.isPending} onClick={() => leave.mutate()}>
                <FormattedMessage id="home.leaveOff" />
              </Button>
            )}
          </>
        }
      >
        <FormattedMessage
          id="home.unfinishedMore"
          values={{ shared: done, total, day: formatDay(intl, dayOf(share.startedAt, timeZone)) }}
        />
      </Banner>
      {resume.isPending && (
        <ProgressBar label={intl.formatMessage({ id: 'home.progress' }, { name })} done={done} total={total} />
      )}
      {resume.data && <FailedGuests outcome={resume.data} />}
      {error && <ErrorCard error={error} />}
    </section>
  );
}
