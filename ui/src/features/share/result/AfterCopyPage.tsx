import { Clock } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { AccessAvatar } from '../../../components/guests/AccessAvatar';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import { Badge } from '../../../components/Badge';
import { Button } from '../../../components/Button';
import { GuestListCard, GuestRow } from '../../../components/GuestList';
import { Page } from '../../../components/Page';
import { EndsCell } from '../../../components/run/EndsCell';
import styles from '../../../components/run/Run.module.css';
import { CopyNote } from '../../../copies/CopyNote';
import { useCopyOf } from '../../../copies/queries';
import { standingOf } from '../../../copies/state';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { ShareOutcome } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys } from '../../../ipc/queries';
import { useNavigation } from '../../../navigation/navigation';
import { byGuest, countOutcome } from '../model/outcome';

interface AfterCopyPageProps {
  outcome: ShareOutcome;
  error: IpcError | null;
  /** The copy is complete, and the app has gone on with the share by itself. */
  onWentOn: (outcome: ShareOutcome) => void;
  onLeaveOff: () => void;
}

/** A share that waits for a copy: nobody has access yet, and nobody has to do anything. */
export function AfterCopyPage({ outcome, error, onWentOn, onLeaveOff }: AfterCopyPageProps) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const { nameOf } = useAccessWords();
  const copy = useCopyOf(outcome.waitsFor);
  const stuck = copy !== undefined && standingOf(copy.state) !== 'running';
  useWentOn(outcome, onWentOn);
  const name = intl.formatList(
    outcome.plan.folders.map((folder) => folder.name),
    { type: 'conjunction' },
  );
  const guests = byGuest(outcome.results);
  return (
    <Page
      title={intl.formatMessage({ id: 'share.after.title' }, { name, count: guests.length })}
      lead={<FormattedMessage id={stuck ? 'share.after.leadStopped' : 'share.after.lead'} />}
    >
      {error !== null && <ErrorCard error={error} />}
      {copy !== undefined && <CopyNote copy={copy} />}
      <GuestListCard label={intl.formatMessage({ id: 'share.after.list' })}>
        {outcome.results.map((result) => (
          <GuestRow
            key={result.grant}
            avatar={<AccessAvatar access={result.access} />}
            name={nameOf(result.access)}
            lines={[intl.formatMessage({ id: 'share.after.row' })]}
            level={
              <span className={styles.state}>
                <Badge icon={Clock}>
                  <FormattedMessage id="share.state.afterCopy" />
                </Badge>
              </span>
            }
            narrowLevel
            date={
              <EndsCell
                endsAt={result.endsAt}
                timeZone={outcome.plan.timeZone}
                note={<FormattedMessage id="share.after.notYet" />}
              />
            }
          />
        ))}
      </GuestListCard>
      <div className={styles.line}>
        {copy !== undefined && (
          <Button variant="primary" size="large" onClick={() => navigate({ name: 'copy', id: copy.id })}>
            <FormattedMessage id="share.after.showCopy" />
          </Button>
        )}
        <Button size="large" onClick={onLeaveOff}>
          <FormattedMessage id="share.after.leaveOff" />
        </Button>
      </div>
    </Page>
  );
}

/** How often is asked, in milliseconds, between the copy's end and that of the share. */
const ASK_MS = 1_000;

/** Asks what has come of it as soon as it waits for the copy no more. */
function useWentOn({ shareId, waitsFor }: ShareOutcome, onWentOn: (outcome: ShareOutcome) => void): void {
  const ipc = useIpc();
  const copy = useCopyOf(waitsFor);
  const held = copy?.waiting.some((share) => share.shareId === shareId) ?? true;
  // It may be held on, when the copy is complete, by a sign-in that Globus wants.
  const waits = held && copy?.state.kind !== 'complete';
  const now = useQuery({
    queryKey: [...keys.shareOutcome, shareId],
    queryFn: () => ipc.shareOutcome(shareId),
    enabled: !waits,
    gcTime: 0,
    refetchInterval: ({ state }) => (state.data !== undefined && isDecided(state.data) ? false : ASK_MS),
  });
  const outcome = now.data !== undefined && isDecided(now.data) ? now.data : null;
  const onOutcome = useEffectEvent(onWentOn);
  useEffect(() => {
    // The copy is there; whatever the share still needs, it is not that.
    if (outcome !== null) onOutcome({ ...outcome, waitsFor: null });
  }, [outcome]);
}

/** Whether nothing more will come of it by itself. */
function isDecided(outcome: ShareOutcome): boolean {
  return outcome.stoppedBy !== null || countOutcome(outcome).unfinished.length === 0;
}
