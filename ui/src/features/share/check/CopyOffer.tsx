import { Copy } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import type { FolderCheck } from '../../../ipc/bindings';
import { useNavigation } from '../../../navigation/navigation';
import styles from './Check.module.css';

/** Whether a folder that can't be shared where it is can be read, and so be copied elsewhere. */
export function canBeCopied({ readiness, checklist }: FolderCheck): boolean {
  // A folder of this computer: only Globus is missing.
  if (checklist !== null) return readiness.kind !== 'ready';
  switch (readiness.kind) {
    case 'ready':
      return false;
    case 'oneStepFirst':
      return !readiness.steps.includes('startOtherComputer');
    case 'notFromHere':
      switch (readiness.reason.kind) {
        case 'notMine':
        case 'noPermissionToShare':
        case 'oldServer':
        case 'server':
          return true;
        case 'networkDrive':
          return readiness.reason.canCompare;
        case 'path':
        case 'blocked':
        case 'folderNotFound':
        case 'folderNotReadable':
        case 'collectionNotFound':
        case 'notACollection':
        case 'storageUnreachable':
          return false;
      }
  }
}

/** The other way: to copy it where it can be shared. */
export function CopyOffer({ check: { dropped }, several }: { check: FolderCheck; several: boolean }) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const { name, path } = dropped;
  return (
    <div className={styles.other}>
      <p>
        <FormattedMessage id="copy.offer" values={{ name }} />
      </p>
      <Button
        size={several ? 'small' : 'normal'}
        icon={Copy}
        aria-label={several ? intl.formatMessage({ id: 'copy.offerOf' }, { name }) : undefined}
        onClick={() => navigate({ name: 'newCopy', source: path, title: name })}
      >
        <FormattedMessage id="copy.offerAct" />
      </Button>
    </div>
  );
}
