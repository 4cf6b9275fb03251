import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Unplug } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { useToast } from '../../../components/Toast';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { DriveMapping } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys } from '../../../ipc/queries';
import styles from '../Settings.module.css';
import { SettingsCard } from './SettingsCard';

/** Network drives that are known, and a way to forget those that the person mapped. */
export function DriveSettings() {
  const ipc = useIpc();
  const intl = useIntl();
  const client = useQueryClient();
  const toast = useToast();
  const drives = useQuery({ queryKey: keys.drives, queryFn: () => ipc.drives() });
  const forget = useMutation({
    mutationFn: (drive: string) => ipc.forgetDrive(drive),
    onSuccess: (left, drive) => {
      client.setQueryData(keys.drives, left);
      toast({ message: intl.formatMessage({ id: 'settings.driveForgotten' }, { drive }) });
    },
  });
  const error = drives.error ?? forget.error;
  return (
    <SettingsCard title={<FormattedMessage id="settings.drives" />}>
      <p className={styles.muted}>
        <FormattedMessage id={drives.data?.length === 0 ? 'settings.noDrives' : 'settings.drivesNote'} />
      </p>
      {error && <ErrorCard error={error} />}
      {drives.data !== undefined && drives.data.length > 0 && (
        <ul className={styles.drives}>
          {drives.data.map((mapping) => (
            <Drive
              key={`${mapping.by} ${mapping.drive}`}
              {...mapping}
              busy={forget.isPending && forget.variables === mapping.drive}
              onForget={() => forget.mutate(mapping.drive)}
            />
          ))}
        </ul>
      )}
    </SettingsCard>
  );
}

function Drive({
  drive,
  collectionId,
  collectionName,
  path,
  by,
  busy,
  onForget,
}: DriveMapping & { busy: boolean; onForget: () => void }) {
  const intl = useIntl();
  return (
    <li className={styles.drive}>
      <div>
        <strong dir="ltr">{drive}</strong>
        <p className={styles.muted}>
          <FormattedMessage id="settings.driveIs" values={{ path, storage: collectionName ?? collectionId }} />{' '}
          <FormattedMessage id={`settings.driveBy.${by}`} />
        </p>
      </div>
      {by === 'person' && (
        <Button
          size="small"
          icon={Unplug}
          busy={busy}
          aria-label={intl.formatMessage({ id: 'settings.forgetDriveLabel' }, { drive })}
          onClick={onForget}
        >
          <FormattedMessage id="settings.forgetDrive" />
        </Button>
      )}
    </li>
  );
}
