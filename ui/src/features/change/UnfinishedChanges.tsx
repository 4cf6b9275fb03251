import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { useToast } from '../../components/Toast';
import { ErrorCard } from '../../errors/ErrorCard';
import type { ChangeOutcome } from '../../ipc/bindings';
import { useIpc } from '../../ipc/IpcProvider';
import { keys, refreshAfterChange } from '../../ipc/queries';
import { useNavigation } from '../../navigation/navigation';
import { actOf } from './model/act';
import { countResults, resultsOf } from './model/outcome';

/** Folders that are named before the rest is counted. */
const NAMED = 3;

/** Changes that the app was closed over, or that went through in part. */
export function UnfinishedChanges() {
  const ipc = useIpc();
  const unfinished = useQuery({ queryKey: keys.unfinishedChanges, queryFn: () => ipc.unfinishedChanges() });
  if (unfinished.error) return <ErrorCard error={unfinished.error} />;
  return (unfinished.data ?? []).map((outcome) => <Unfinished key={outcome.id} outcome={outcome} />);
}

function Unfinished({ outcome }: { outcome: ChangeOutcome }) {
  const intl = useIntl();
  const ipc = useIpc();
  const client = useQueryClient();
  const toast = useToast();
  const { navigate } = useNavigation();
  const results = resultsOf(outcome);
  const { done, wanted } = countResults(results);
  const leave = useMutation({
    mutationFn: () => ipc.leaveOffChange(outcome.id),
    onSuccess: async () => {
      toast({ message: intl.formatMessage({ id: 'change.unfinished.left' }, { done }) });
      await refreshAfterChange(client);
    },
  });
  const folders = [...new Set(results.map(({ row }) => row.name))];
  const more = folders.length - NAMED;
  const named =
    more > 0
      ? intl.formatMessage({ id: 'change.unfinished.more' }, { names: folders.slice(0, NAMED).join(', '), count: more })
      : intl.formatList(folders, { type: 'conjunction' });
  return (
    <>
      <Banner
        title={<FormattedMessage id="change.unfinished.title" values={{ done, total: wanted }} />}
        action={
          <>
            <Button size="small" onClick={() => navigate({ name: 'resumeChange', outcome })}>
              <FormattedMessage id="change.unfinished.goOn" />
            </Button>
            <Button size="small" variant="quiet" busy={leave.isPending} onClick={() => leave.mutate()}>
              <FormattedMessage id="change.unfinished.leave" />
            </Button>
          </>
        }
      >
        <FormattedMessage
          id="change.unfinished.what"
          values={{ act: actOf(outcome.plan.action, outcome.plan.rows), folders: named }}
        />
      </Banner>
      {leave.error && <ErrorCard error={leave.error} />}
    </>
  );
}
