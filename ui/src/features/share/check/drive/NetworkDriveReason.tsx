import { HardDrive } from 'lucide-react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../../components/Button';
import { SupportContact } from '../../../../components/policy/SupportContact';
import styles from '../Check.module.css';
import { useMapDrive } from './MapDrive';

interface NetworkDriveReasonProps {
  folder: string;
  drive: string;
  canCompare: boolean;
}

/** The folder is on a network drive: which storage is that? */
export function NetworkDriveReason({ folder, drive, canCompare }: NetworkDriveReasonProps) {
  const mapDrive = useMapDrive();
  return (
    <div className={styles.reason}>
      <p>
        <FormattedMessage id="share.drive.question" values={{ drive: <bdi dir="ltr">{drive}</bdi> }} />
      </p>
      <p>
        <FormattedMessage id={canCompare ? 'share.drive.why' : 'share.drive.away'} />
      </p>
      <SupportContact />
      {canCompare && (
        <div>
          <Button variant="primary" icon={HardDrive} onClick={() => mapDrive({ folder, drive })}>
            <FormattedMessage id="share.drive.choose" />
          </Button>
        </div>
      )}
    </div>
  );
}
