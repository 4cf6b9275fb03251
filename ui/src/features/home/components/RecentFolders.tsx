import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Folder } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../../../components/Announcer';
import { ConfirmDialog } from '../../../components/Dialog';
import { FormattedDay } from '../../../components/FormattedDay';
import { LinkButton } from '../../../components/LinkButton';
import { Section } from '../../../components/Page';
import { VisuallyHidden } from '../../../components/VisuallyHidden';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { RecentFolder } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys } from '../../../ipc/queries';
import { useNavigation } from '../../../navigation/navigation';
import styles from '../Home.module.css';

/** Lately used folders, as rows of the guest list: what, with whom, margin line, until when. */
export function RecentFolders() {
  const intl = useIntl();
  const ipc = useIpc();
  const client = useQueryClient();
  const announce = useAnnounce();
  const [asking, setAsking] = useState(false);
  const recent = useQuery({ queryKey: keys.recentFolders, queryFn: () => ipc.recentFolders() });
  const clear = useMutation({
    mutationFn: () => ipc.clearRecentFolders(),
    onSuccess: async () => {
      setAsking(false);
      announce(intl.formatMessage({ id: 'home.cleared' }));
      await client.invalidateQueries({ queryKey: keys.recentFolders });
    },
    onError: () => setAsking(false),
  });
  const folders = recent.data ?? [];
  const error = recent.error ?? clear.error;

  return (
    <Section
      title={<FormattedMessage id="home.recent" />}
      actions={
        folders.length > 0 && (
          <LinkButton onClick={() => setAsking(true)}>
            <FormattedMessage id="home.clear" />
          </LinkButton>
        )
      }
    >
      {error && <ErrorCard error={error} />}
      {folders.length > 0 && (
        <ul className={styles.list}>
          {folders.map((folder) => (
            <Row key={folder.path} folder={folder} />
          ))}
        </ul>
      )}
      {recent.data && folders.length === 0 && (
        <p className={styles.empty}>
          <FormattedMessage id="home.recentEmpty" />
        </p>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={<FormattedMessage id="home.clearTitle" />}
        safeLabel={intl.formatMessage({ id: 'home.clearKeep' })}
        actLabel={intl.formatMessage({ id: 'home.clearAct' })}
        busy={clear.isPending}
        onAct={() => clear.mutate()}
      >
        <FormattedMessage id="home.clearBody" />
      </ConfirmDialog>
    </Section>
  );
}

function Row({ folder }: { folder: RecentFolder }) {
  const { openShare } = useNavigation();
  const [first, second] = folder.guests;
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        onClick={() => openShare({ paths: [folder.path] })}
        title={folder.path}
      >
        <span className={styles.what}>
          <span className={styles.icon}>
            <Folder size={16} strokeWidth={1.75} aria-hidden="true" />
          </span>
          <span>
            <strong>{folder.name}</strong>{' '}
            <span className={styles.place}>{folder.storageName ?? <FormattedMessage id="home.placeUnknown" />}</span>
          </span>
        </span>
        <span className={styles.withWhom}>
          <FormattedMessage
            id="home.people"
            values={{ count: folder.guestCount, first, second, more: folder.guestCount - 2 }}
          />
        </span>
        <span className={styles.until}>
          <Until folder={folder} />
        </span>
      </button>
    </li>
  );
}

function Until({ folder }: { folder: RecentFolder }) {
  if (folder.firstEnd !== null) return <FormattedDay value={folder.firstEnd} ends />;
  if (folder.guestCount > 0) return <FormattedMessage id="home.noEnd" />;
  return (
    <>
      <span aria-hidden="true">
        <FormattedMessage id="home.notShared" />
      </span>
      <VisuallyHidden>
        <FormattedMessage id="home.notSharedSpoken" />
      </VisuallyHidden>
    </>
  );
}
