import { Copy, ExternalLink } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useCopy } from '../../../clipboard/useCopy';
import { Button } from '../../../components/Button';
import type { MessageId } from '../../../i18n/messages';
import type { LineObstacle, Storage } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { useAppState } from '../../../ipc/queries';
import styles from './Checklist.module.css';
import { RequestText } from './RequestText';
import { systemOf, type System } from './system';

const DOWNLOAD_PAGE = 'https://www.globus.org/globus-connect-personal';
const USUAL_FILE = '~/.globusonline/lta/config-paths';

interface LineHelpProps {
  obstacle: LineObstacle;
  path: string;
  storage: Storage | null;
  /** The file that lists the folders, where Guestlist found it. */
  file: string | null;
}

/** What to do about one line, with the menus and files of this system. */
export function LineHelp({ obstacle, path, storage, file }: LineHelpProps) {
  const ipc = useIpc();
  const { session } = useAppState();
  const system = systemOf(navigator.userAgent);
  const owner = obstacle.kind === 'otherAccount' ? obstacle.owner : null;
  return (
    <>
      <p className={styles.help}>
        <FormattedMessage
          id={instructions(obstacle, system)}
          values={{
            username: session?.identity.username ?? '–',
            path: 'path' in obstacle ? obstacle.path : path,
            file: file ?? USUAL_FILE,
            owner: obstacle.kind === 'otherSignIn' ? obstacle.username : owner === null ? 'none' : 'known',
            ownerName: owner ?? '',
          }}
        />
      </p>
      {obstacle.kind === 'notInstalled' && (
        <div>
          <Button size="small" icon={ExternalLink} onClick={() => void ipc.openLink(DOWNLOAD_PAGE).catch(() => null)}>
            <FormattedMessage id="checklist.download" />
          </Button>
        </div>
      )}
      {obstacle.kind === 'notListed' && system === 'linux' && <LineToAdd path={path} />}
      {obstacle.kind === 'noSubscription' && <RequestText kind="subscription" {...{ path, storage }} />}
    </>
  );
}

/** What differs between the systems has a text for each. */
function instructions(obstacle: LineObstacle, system: System): MessageId {
  switch (obstacle.kind) {
    case 'filesUnreadable':
    case 'otherSignIn':
    case 'otherAccount':
    case 'noSubscription':
      return `checklist.do.${obstacle.kind}`;
    case 'notInstalled':
    case 'neverSetUp':
    case 'filesBroken':
    case 'collectionGone':
    case 'stopped':
    case 'paused':
    case 'notListed':
    case 'restartNeeded':
    case 'notSharable':
      return `checklist.do.${obstacle.kind}.${system}`;
  }
}

/** One entry a line: the folder, whether guests may see it, whether they may write. */
function LineToAdd({ path }: { path: string }) {
  const intl = useIntl();
  const line = `${path},1,0`;
  const { copy, label } = useCopy(intl.formatMessage({ id: 'checklist.copyLine' }));
  return (
    <div className={styles.toAdd}>
      <code className={styles.code}>{line}</code>
      <Button size="small" icon={Copy} onClick={() => void copy(line)}>
        {label}
      </Button>
      <span className={styles.state}>
        <FormattedMessage id="checklist.lineHint" />
      </span>
    </div>
  );
}
