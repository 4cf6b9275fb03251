import { CircleCheck, Folder, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Banner } from '../../../components/Banner';
import { formatBytes } from '../../../components/FormattedBytes';
import { formatDay } from '../../../components/FormattedDay';
import type { FolderCheck, Location, ShareTarget } from '../../../ipc/bindings';
import { useTimeZone, useToday } from '../../../time/Clock';
import { dayOf } from '../../../time/days';
import { PurgeNote } from '../check/PurgeNote';
import { chosenTarget, type TargetWish } from '../model/target';
import type { PreviewState } from '../queries/usePreviews';
import { AccountChoice } from './AccountChoice';
import styles from './FactsCard.module.css';
import { PreviewPane } from './PreviewPane';
import { TargetChoice } from './TargetChoice';

interface FactsCardProps {
  check: FolderCheck;
  counted: PreviewState;
  /** What was chosen instead of what is suggested. */
  wish: TargetWish;
  /** Null where there is nothing to choose, as with several folders. */
  choose: { target: (target: ShareTarget | null) => void; account: (id: string) => void } | null;
  /** Shares a folder inside instead. Answers why it could not be, in words. */
  onSmaller: (path: string) => Promise<string | null>;
  /** A request from the review to open "Share a smaller part…". */
  openSmaller: boolean;
}

/** What is shared, where it lives, and what guests will see. Fills in while the sheet is usable. */
export function FactsCard({ check, counted, wish, choose, onSmaller, openSmaller }: FactsCardProps) {
  const { location, dropped } = check;
  return (
    <div className={styles.card}>
      {location !== null && <Exposure location={location} />}
      <div className={styles.halves}>
        <div className={styles.facts}>
          <div className={styles.heading}>
            <span className={styles.icon}>
              <Folder size={22} strokeWidth={1.75} aria-hidden="true" />
            </span>
            <div className={styles.headingWords}>
              <h2 className={styles.name}>{dropped.name}</h2>
              <Counts counted={counted} />
            </div>
          </div>
          <dl className={styles.list}>
            {location !== null && (
              <>
                <Fact name={<FormattedMessage id="share.facts.livesOn" />}>{location.storage.name}</Fact>
                <Fact name={<FormattedMessage id="share.facts.in" />}>
                  {location.storagePath.split('/').filter(Boolean).join(' / ') || '/'}
                </Fact>
              </>
            )}
            {check.drive != null && (
              <Fact name={<FormattedMessage id="share.facts.driveName" />}>
                <FormattedMessage id="share.facts.drive" values={{ drive: <bdi dir="ltr">{check.drive.drive}</bdi> }} />
              </Fact>
            )}
            <Newest newest={counted.preview?.newest ?? null} />
          </dl>
          {location !== null && (
            <>
              <Ready location={location} wish={wish} />
              {choose !== null && <TargetChoice {...{ location, wish }} onTarget={choose.target} />}
              {choose !== null && <AccountChoice {...{ location, wish }} onAccount={choose.account} />}
              <PurgeNote check={check} />
              <StorageNotes location={location} unreadable={counted.preview?.unreadable ?? 0} />
            </>
          )}
        </div>
        <PreviewPane {...{ counted, onSmaller, openSmaller }} name={dropped.name} />
      </div>
    </div>
  );
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Files, folders and size; grows while it is counted. Not announced: it would talk over the typing. */
function Counts({ counted: { preview, state } }: { counted: PreviewState }) {
  const intl = useIntl();
  if (preview === null) {
    return (
      <p className={styles.counts}>
        <FormattedMessage id={state === 'stopped' ? 'share.facts.stopped' : 'share.facts.looking'} />
      </p>
    );
  }
  const values = { files: preview.files, folders: preview.folders, size: formatBytes(intl, preview.bytes) };
  return (
    <p className={styles.counts}>
      <FormattedMessage id={state === 'finished' ? 'share.facts.counts' : 'share.facts.counting'} values={values} />
    </p>
  );
}

function Newest({ newest }: { newest: string | null }) {
  const intl = useIntl();
  const timeZone = useTimeZone();
  const today = useToday();
  if (newest === null) return null;
  const day = dayOf(newest, timeZone);
  const time = intl.formatTime(newest, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (
    <Fact name={<FormattedMessage id="share.facts.newest" />}>
      {day.compare(today) === 0
        ? intl.formatMessage({ id: 'share.facts.newestToday' }, { time })
        : formatDay(intl, day)}
    </Fact>
  );
}

function Ready({ location, wish }: { location: Location; wish: TargetWish }) {
  const target = chosenTarget(wish, location);
  return (
    <p className={styles.ready}>
      <CircleCheck size={18} strokeWidth={1.75} aria-hidden="true" />
      <span>
        <FormattedMessage
          id={target.kind === 'reuse' ? 'share.facts.reuse' : 'share.facts.create'}
          values={{ name: target.name }}
        />
      </span>
    </p>
  );
}

/** What guests or the person will meet there. */
function StorageNotes({ location, unreadable }: { location: Location; unreadable: number }) {
  const intl = useIntl();
  const { storage, lastAllowedDay } = location;
  return (
    <>
      {storage.online === false && (
        <p className={styles.attn}>
          <TriangleAlert size={18} strokeWidth={1.75} aria-hidden="true" />
          <span>
            <FormattedMessage id="share.facts.offline" values={{ storage: storage.name }} />
          </span>
        </p>
      )}
      <ul className={styles.notes}>
        {storage.kind !== 'server' && (
          <li>
            <FormattedMessage
              id={storage.kind === 'thisComputer' ? 'share.facts.computer' : 'share.facts.otherComputer'}
            />
          </li>
        )}
        {storage.highAssurance && (
          <li>
            <FormattedMessage id="share.facts.protected" />
          </li>
        )}
        {lastAllowedDay !== null && (
          <li>
            <FormattedMessage id="share.facts.lastDay" values={{ day: formatDay(intl, dayOf(lastAllowedDay)) }} />
          </li>
        )}
        {unreadable > 0 && (
          <li>
            <FormattedMessage id="share.facts.unreadable" values={{ count: unreadable }} />
          </li>
        )}
      </ul>
    </>
  );
}

function Exposure({ location: { exposure } }: { location: Location }) {
  if (exposure === 'normal') return null;
  const kind = exposure === 'homeFolder' ? 'home' : 'root';
  return (
    <div className={styles.exposure}>
      <Banner title={<FormattedMessage id={`share.facts.${kind}`} />}>
        <FormattedMessage id={`share.facts.${kind}Means`} />
      </Banner>
    </div>
  );
}
