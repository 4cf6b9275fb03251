import { CalendarClock, Copy, Mail, Settings } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { cx } from '../../../components/cx';
import { Select } from '../../../components/Select';
import { useFirstPages } from '../../../directLinks/useSharedFiles';
import { ErrorCard } from '../../../errors/ErrorCard';
import { useFileNames, useFileWords } from '../../../files/useFileWords';
import { useSaveFile } from '../../../files/useSaveFile';
import type { GrantResult, SharedFiles, ShareOutcome } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { useAppState } from '../../../ipc/queries';
import { accessKey } from '../../../components/guests/guests';
import { mailLink, recipientText, type RecipientPart } from '../model/recipientText';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import { useCopy } from '../../../clipboard/useCopy';
import { useMoments } from '../../../components/useMoments';
import run from '../../../components/run/Run.module.css';
import styles from './Result.module.css';

interface MessageCardProps {
  outcome: ShareOutcome;
  /** Guests that have access now, one result each. */
  guests: readonly GrantResult[];
  message: string;
  onManage: () => void;
}

/** A text for each guest: nobody knows whether Globus's mail arrives, and groups get none. */
export function MessageCard({ outcome, guests, message, onManage }: MessageCardProps) {
  const intl = useIntl();
  const ipc = useIpc();
  const { session } = useAppState();
  const { nameOf } = useAccessWords();
  const { momentIn } = useMoments(outcome.plan.timeZone);
  const [chosen, setChosen] = useState<string | null>(null);
  const [notOpened, setNotOpened] = useState(false);
  const { copy, label } = useCopy(intl.formatMessage({ id: 'share.done.copyMessage' }));
  const words = useFileWords();
  const names = useFileNames();
  const calendar = useSaveFile(() => ipc.saveShareCalendar(outcome.shareId, words, names.calendar()));
  const files = useFirstPages(outcome.links.filter((link) => link !== null));
  const guest = guests.find((result) => accessKey(result.access) === chosen) ?? guests[0];
  if (guest === undefined) return null;
  const hasEnd = outcome.results.some(({ state, endsAt }) => state.kind === 'shared' && endsAt !== null);

  const { access } = guest;
  const parts = partsFor(outcome, accessKey(access), files);
  const sender = session?.identity.name ?? session?.identity.username ?? '';
  const timeZone = outcome.plan.timeZone;
  const text = recipientText(intl, { sender, access, parts, timeZone, message }, momentIn);
  const address = access.to === 'guest' && access.guest.kind === 'person' ? access.guest.username : null;

  async function openMail() {
    const folder = intl.formatList(
      parts.flatMap((part) => part.folders),
      { type: 'conjunction' },
    );
    const subject = intl.formatMessage({ id: 'share.done.mailSubject' }, { sender, folder });
    setNotOpened(false);
    await ipc.openLink(mailLink(address, subject, text)).catch(() => setNotOpened(true));
  }

  return (
    <section className={styles.card}>
      <div className={run.line}>
        <h2 className={styles.heading}>
          <FormattedMessage id="share.done.message" />
        </h2>
        {guests.length > 1 && (
          <div className={styles.forWhom}>
            <Select
              label={<FormattedMessage id="share.done.messageFor" />}
              labelHidden
              value={accessKey(access)}
              onChange={setChosen}
              options={guests.map((result) => ({
                value: accessKey(result.access),
                label: intl.formatMessage({ id: 'share.done.messageForGuest' }, { who: nameOf(result.access) }),
              }))}
            />
          </div>
        )}
      </div>
      <p className={styles.text}>{text}</p>
      {notOpened && (
        <p role="alert" className={run.failed}>
          <FormattedMessage id="share.done.openFailed" />
        </p>
      )}
      <div className={run.line}>
        <Button icon={Copy} onClick={() => void copy(text)}>
          {label}
        </Button>
        <Button icon={Mail} onClick={() => void openMail()}>
          <FormattedMessage id="share.done.openMail" />
        </Button>
        <div className={cx(run.line, run.last)}>
          {hasEnd && (
            <Button
              variant="quiet"
              icon={CalendarClock}
              busy={calendar.isPending}
              onClick={() => calendar.mutate(undefined)}
            >
              <FormattedMessage id="share.done.calendar" />
            </Button>
          )}
          <Button variant="quiet" icon={Settings} onClick={onManage}>
            <FormattedMessage id="share.done.manage" />
          </Button>
        </div>
      </div>
      {calendar.error !== null && <ErrorCard error={calendar.error} />}
    </section>
  );
}

/** What a guest got, told together where level and end are the same. */
function partsFor(outcome: ShareOutcome, key: string, read: ReadonlyMap<string, SharedFiles>): RecipientPart[] {
  type Growing = { folders: string[]; links: string[]; files: SharedFiles[] };
  const parts = new Map<string, Growing & Omit<RecipientPart, keyof Growing>>();
  for (const result of outcome.results) {
    if (result.state.kind !== 'shared' || accessKey(result.access) !== key) continue;
    const index = outcome.plan.grants.find((grant) => grant.id === result.grant)?.folder ?? 0;
    const terms = `${result.permissions} ${result.endsAt ?? ''}`;
    const part = parts.get(terms) ?? {
      permissions: result.permissions,
      endsAt: result.endsAt,
      folders: [],
      links: [],
      files: [],
    };
    part.folders.push(outcome.plan.folders[index]?.name ?? '');
    const link = outcome.links[index];
    if (link != null) {
      const files = read.get(link);
      part.links.push(link);
      if (files !== undefined) part.files.push(files);
    }
    parts.set(terms, part);
  }
  return [...parts.values()];
}
