import { useState, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { Page } from '../../../components/Page';
import { Spinner } from '../../../components/Spinner';
import { useOnReturn } from '../../../components/useOnReturn';
import { ErrorCard } from '../../../errors/ErrorCard';
import { folderName } from '../../../files/folderName';
import type { FolderCheck } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { ConsentStep } from '../../../consent/ConsentStep';
import { demandOf } from '../../../consent/demand';
import { useFolderCheck } from '../queries/useFolderCheck';
import styles from './Check.module.css';
import { MapDrive } from './drive/MapDrive';
import { FileStep } from './FileStep';
import { isReady } from './isReady';
import { Obstacles } from './Obstacles';
import { RequestDraftsContext, useRequestDrafts } from './requestDrafts';

interface CheckStepProps {
  paths: readonly string[];
  onPaths: (paths: string[]) => void;
  onLeave: () => void;
  /** What follows once the folders can be shared. */
  children: (checks: readonly FolderCheck[]) => ReactNode;
}

/** Where the folders live, and whether they can be shared from here. Starts by itself. */
export function CheckStep({ paths, onPaths, onLeave, children }: CheckStepProps) {
  const intl = useIntl();
  const ipc = useIpc();
  const check = useFolderCheck(paths);
  const [goOnWith, setGoOnWith] = useState<readonly FolderCheck[] | null>(null);
  const [asked, setAsked] = useState(0);
  // Looked at again without being asked to: what was found is shown before anything goes on.
  const [byItself, setByItself] = useState(false);
  const requests = useRequestDrafts();
  const stuck = check.data !== undefined && !check.data.some(isFile) && (byItself || !check.data.every(isReady));
  useOnReturn(
    () => {
      setByItself(true);
      void check.refetch({ cancelRefetch: false });
    },
    stuck && goOnWith === null,
  );

  function again() {
    setByItself(false);
    void check.refetch();
  }

  async function chooseOther() {
    const chosen = await ipc.chooseFolders().catch(() => []);
    if (chosen.length > 0) onPaths(chosen);
  }

  if (goOnWith !== null) return children(goOnWith);
  if (paths.length === 0) {
    return (
      <Page title={intl.formatMessage({ id: 'share.check.nothingTitle' })}>
        <Actions onChoose={chooseOther} onLeave={onLeave} />
      </Page>
    );
  }

  if (check.data === undefined && check.error === null) {
    const name = folderName(paths[0] ?? '');
    return (
      <Page
        title={intl.formatMessage({ id: 'share.check.title' }, { count: paths.length, name })}
        lead={<FormattedMessage id="share.check.lead" />}
      >
        <p role="status" className={styles.working}>
          <Spinner /> <FormattedMessage id="share.check.working" />
        </p>
        <div>
          <Button onClick={onLeave}>
            <FormattedMessage id="common.cancel" />
          </Button>
        </div>
      </Page>
    );
  }

  const demand = demandOf(check.error);
  if (demand !== null && !byItself) {
    return (
      <ConsentStep
        key={asked}
        demand={demand}
        again={asked > 0}
        onCancel={onLeave}
        onDone={() => {
          setAsked((before) => before + 1);
          again();
        }}
      />
    );
  }

  if (check.data === undefined) {
    return (
      <Page title={intl.formatMessage({ id: 'share.check.failedTitle' })}>
        <ErrorCard error={check.error}>
          <Button size="small" busy={check.isFetching} onClick={again}>
            <FormattedMessage id="common.tryAgain" />
          </Button>
        </ErrorCard>
        <Actions onChoose={chooseOther} onLeave={onLeave} />
      </Page>
    );
  }

  const checks = check.data;
  if (checks.some(isFile)) {
    return <FileStep checks={checks} onUse={onPaths} onChooseOther={chooseOther} onLeave={onLeave} />;
  }
  if (!stuck && check.error === null) return children(checks);
  return (
    <MapDrive onMapped={again}>
      <RequestDraftsContext value={requests}>
        <Obstacles
          checks={checks}
          checkedAt={check.dataUpdatedAt}
          checking={check.isFetching && !byItself}
          problem={check.error}
          byItself={byItself}
          onAgain={again}
          onGoOn={() => setGoOnWith(checks.filter(isReady))}
          onChooseOther={chooseOther}
          onLeave={onLeave}
        />
      </RequestDraftsContext>
    </MapDrive>
  );
}

function Actions({ onChoose, onLeave }: { onChoose: () => void; onLeave: () => void }) {
  return (
    <div className={styles.actions}>
      <Button onClick={onChoose}>
        <FormattedMessage id="share.check.chooseOther" />
      </Button>
      <Button variant="quiet" onClick={onLeave}>
        <FormattedMessage id="common.cancel" />
      </Button>
    </div>
  );
}

function isFile(check: FolderCheck): boolean {
  return check.dropped.fileInFolder !== null;
}
