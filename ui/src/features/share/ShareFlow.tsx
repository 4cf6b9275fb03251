import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../components/Button';
import { Page } from '../../components/Page';
import { Spinner } from '../../components/Spinner';
import { ErrorCard } from '../../errors/ErrorCard';
import { useIpc } from '../../ipc/IpcProvider';
import { keys } from '../../ipc/queries';
import { CheckStep } from './check/CheckStep';
import { ShareDesk } from './ShareDesk';

export interface ShareFlowProps {
  /** Local paths that were dropped, chosen or pasted. */
  paths: string[];
  /** Goes on with a saved draft. */
  draftId?: string;
  onLeave: () => void;
}

/** The main job: check, share sheet, review, working, done. */
export default function ShareFlow({ paths, draftId, onLeave }: ShareFlowProps) {
  if (draftId !== undefined) return <SavedDraft draftId={draftId} paths={paths} onLeave={onLeave} />;
  return <FromPaths paths={paths} onLeave={onLeave} />;
}

function FromPaths({ paths: first, onLeave }: Omit<ShareFlowProps, 'draftId'>) {
  const [paths, setPaths] = useState<readonly string[]>(() => [...new Set(first)]);
  return (
    <CheckStep
      key={JSON.stringify(paths)}
      paths={paths}
      onPaths={(next) => setPaths([...new Set(next)])}
      onLeave={onLeave}
    >
      {(checks) => <ShareDesk checks={checks} saved={null} onLeave={onLeave} />}
    </CheckStep>
  );
}

/** Everything that was typed is there again; where the folders live is looked up afresh. */
function SavedDraft({ draftId, paths, onLeave }: Required<ShareFlowProps>) {
  const ipc = useIpc();
  const intl = useIntl();
  const drafts = useQuery({ queryKey: keys.drafts, queryFn: () => ipc.listDrafts() });
  // Saving changes the list behind this page; what was opened stays what it was.
  const [opened, setOpened] = useState(drafts.data?.find((draft) => draft.id === draftId) ?? null);
  const [instead, setInstead] = useState<readonly string[] | null>(null);
  const found = drafts.data?.find((draft) => draft.id === draftId) ?? null;
  if (opened === null && found !== null) setOpened(found);

  if (opened !== null) {
    const folders = instead ?? opened.folders;
    return (
      <CheckStep key={JSON.stringify(folders)} paths={folders} onPaths={setInstead} onLeave={onLeave}>
        {(checks) => <ShareDesk checks={checks} saved={opened} onLeave={onLeave} />}
      </CheckStep>
    );
  }
  if (drafts.error !== null) {
    return (
      <Page title={intl.formatMessage({ id: 'share.check.failedTitle' })}>
        <ErrorCard error={drafts.error}>
          <Button size="small" onClick={() => void drafts.refetch()}>
            <FormattedMessage id="common.tryAgain" />
          </Button>
        </ErrorCard>
      </Page>
    );
  }
  if (drafts.isFetching) {
    return (
      <p role="status">
        <Spinner /> <FormattedMessage id="common.working" />
      </p>
    );
  }
  if (paths.length > 0) return <FromPaths paths={paths} onLeave={onLeave} />;
  return (
    <Page title={intl.formatMessage({ id: 'share.draft.gone' })}>
      <div>
        <Button onClick={onLeave}>
          <FormattedMessage id="shell.home" />
        </Button>
      </div>
    </Page>
  );
}
