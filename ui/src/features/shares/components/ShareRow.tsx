import {
  ChevronRight,
  Folder,
  FolderX,
  Globe,
  Infinity as NoEnd,
  Laptop,
  Link,
  Unplug,
  type LucideIcon,
} from 'lucide-react';
import { createElement, type ComponentProps } from 'react';
import { useIntl } from 'react-intl';

import { Badge } from '../../../components/Badge';
import { IconButton } from '../../../components/IconButton';
import { LevelWords } from '../../../components/LevelSelect';
import { Cell, Row } from '../../../components/Table';
import type { Share } from '../../../ipc/bindings';
import type { Clock } from '../model/ends';
import { atMost, firstEnd, isPublic, ownGuests } from '../model/facts';
import { useShareWords } from '../words';
import { EndWords } from './EndWords';
import { GuestFaces } from './GuestFaces';
import styles from './Rows.module.css';

interface Props extends ComponentProps<'tr'> {
  share: Share;
  open: boolean;
  clock: Clock;
  onToggle: () => void;
  onCopyLink: () => void;
}

/** One shared folder: what, who, how much at most, until when at the soonest. */
export function ShareRow({ share, open, clock, onToggle, onCopyLink, ...row }: Props) {
  const intl = useIntl();
  const { placeName } = useShareWords();
  const own = ownGuests(share);
  const end = firstEnd(share, clock.now);
  const endless = own.filter((guest) => guest.endsAt === null).length;
  return (
    <Row {...row} className={styles.share}>
      <Cell>
        <button type="button" className={styles.opener} aria-expanded={open} onClick={onToggle}>
          <span className={styles.arrow}>
            <ChevronRight size={16} strokeWidth={1.75} aria-hidden="true" />
          </span>
          <span className={styles.tile}>
            {createElement(shareIcon(share), { size: 18, strokeWidth: 1.75, 'aria-hidden': true })}
          </span>
          <span className={styles.name}>{share.name}</span>
        </button>
        <div className={styles.under}>
          <div className={styles.meta}>{placeName(share)}</div>
          <ShareBadges share={share} />
        </div>
      </Cell>
      <Cell label={intl.formatMessage({ id: 'shares.columnGuests' })}>
        <GuestFaces guests={share.guests} />
      </Cell>
      <Cell label={intl.formatMessage({ id: 'shares.columnAtMost' })}>
        <LevelWords level={atMost(share)} />
      </Cell>
      <Cell date label={intl.formatMessage({ id: 'shares.columnEnd' })}>
        {own.length === 0 ? (
          intl.formatMessage({ id: 'shares.roleEnd' })
        ) : (
          <span className={styles.end}>
            <EndWords endsAt={end} reason={own.find((guest) => guest.noEndReason)?.noEndReason} clock={clock} />
            {end !== null && endless > 0 && (
              <Badge tone="attn" icon={NoEnd}>
                {intl.formatMessage({ id: 'shares.badge.someNoEnd' }, { count: endless })}
              </Badge>
            )}
          </span>
        )}
      </Cell>
      <Cell className={styles.act}>
        <IconButton
          icon={Link}
          label={intl.formatMessage({ id: 'shares.copyLinkFor' }, { share: share.name })}
          onClick={onCopyLink}
        />
      </Cell>
    </Row>
  );
}

function shareIcon(share: Share): LucideIcon {
  if (share.badges.includes('folderNotFound')) return FolderX;
  if (isPublic(share)) return Globe;
  return share.storage?.kind === 'thisComputer' ? Laptop : Folder;
}

/** What is wrong first, then who else can see it: two at most. */
function ShareBadges({ share }: { share: Share }) {
  const intl = useIntl();
  const own = ownGuests(share);
  const badges = [
    share.badges.includes('folderNotFound') && (
      <Badge key="gone" tone="danger" icon={FolderX}>
        {intl.formatMessage({ id: 'shares.badge.folderNotFound' })}
      </Badge>
    ),
    share.badges.includes('offline') && (
      <Badge key="offline" tone="attn" icon={Unplug}>
        {intl.formatMessage({ id: 'shares.badge.offline' })}
      </Badge>
    ),
    own.some((guest) => guest.access.to === 'anyone') && (
      <Badge key="anyone" tone="attn" icon={Globe}>
        {intl.formatMessage({ id: 'shares.badge.anyone' })}
      </Badge>
    ),
    own.some((guest) => guest.access.to === 'signedIn') && (
      <Badge key="signedIn" tone="attn" icon={Globe}>
        {intl.formatMessage({ id: 'shares.badge.signedIn' })}
      </Badge>
    ),
  ].filter((badge) => badge !== false);
  if (badges.length === 0) return null;
  return <div className={styles.badges}>{badges.slice(0, 2)}</div>;
}
