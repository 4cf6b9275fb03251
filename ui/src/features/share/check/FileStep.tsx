import { FolderOpen } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { Page } from '../../../components/Page';
import { folderName } from '../../../files/folderName';
import type { FolderCheck } from '../../../ipc/bindings';
import styles from './Check.module.css';

interface FileStepProps {
  checks: readonly FolderCheck[];
  onUse: (paths: string[]) => void;
  onChooseOther: () => void;
  onLeave: () => void;
}

/** A file was dropped: its folder is offered, with what else guests would see in it. */
export function FileStep({ checks, onUse, onChooseOther, onLeave }: FileStepProps) {
  const intl = useIntl();
  const files = checks.filter(({ dropped }) => dropped.fileInFolder !== null);
  const paths = [...new Set(checks.map(({ dropped }) => dropped.fileInFolder ?? dropped.path))];
  const name = files[0]?.dropped.name ?? '';
  return (
    <Page
      title={intl.formatMessage({ id: 'share.file.title' }, { count: files.length, name })}
      lead={<FormattedMessage id="share.file.lead" values={{ count: files.length }} />}
    >
      <ul className={styles.cards}>
        {files.map(({ dropped }) => {
          const folder = folderName(dropped.fileInFolder ?? '');
          return (
            <li key={dropped.path} className={styles.card}>
              {files.length > 1 && <h2 className={styles.name}>{dropped.name}</h2>}
              <p>
                {dropped.otherEntries === null ? (
                  <FormattedMessage id="share.file.othersUnknown" values={{ folder }} />
                ) : (
                  <FormattedMessage id="share.file.others" values={{ folder, count: dropped.otherEntries }} />
                )}
              </p>
              <p className={styles.path}>{dropped.fileInFolder}</p>
            </li>
          );
        })}
      </ul>
      <p>
        <FormattedMessage id="share.file.advice" />
      </p>
      <div className={styles.actions}>
        <Button variant="primary" icon={FolderOpen} onClick={() => onUse(paths)}>
          <FormattedMessage id="share.file.use" values={{ count: paths.length, folder: folderName(paths[0] ?? '') }} />
        </Button>
        <Button onClick={onChooseOther}>
          <FormattedMessage id="share.check.chooseOther" />
        </Button>
        <Button variant="quiet" onClick={onLeave}>
          <FormattedMessage id="common.cancel" />
        </Button>
      </div>
    </Page>
  );
}
