import { Download, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { ActivityEmpty } from '../../activity/ActivityEmpty';
import { ActivityList } from '../../activity/ActivityList';
import { ExportDialog } from '../../activity/ExportDialog';
import { useActivity } from '../../activity/useActivity';
import { useForget } from '../../activity/useHistory';
import { Button } from '../../components/Button';
import { ConfirmDialog } from '../../components/Dialog';
import { LinkButton } from '../../components/LinkButton';
import { Page } from '../../components/Page';
import { useToast } from '../../components/Toast';
import { CopyList } from '../../copies/CopyList';
import { ErrorCard } from '../../errors/ErrorCard';
import type { HistoryAuthor } from '../../ipc/bindings';
import { useNavigation } from '../../navigation/navigation';
import { WatchedFolders } from './WatchedFolders';

/** What happened: by this app, by others between visits, and by the end dates themselves. */
export default function ActivityPage({ by = null }: { by?: HistoryAuthor | null }) {
  const intl = useIntl();
  const toast = useToast();
  const { navigate } = useNavigation();
  const [asking, setAsking] = useState<'export' | 'clear' | null>(null);
  const close = () => setAsking(null);
  const activity = useActivity({ by });
  const forget = useForget(() => {
    toast({ message: intl.formatMessage({ id: 'history.cleared' }) });
    close();
  });
  return (
    <Page
      width="wide"
      title={intl.formatMessage({ id: 'history.title' })}
      lead={
        activity.keptDays !== null && (
          <>
            <FormattedMessage id="history.lead" values={{ days: activity.keptDays }} />{' '}
            <LinkButton onClick={() => navigate({ name: 'settings' })}>
              <FormattedMessage id="history.keep" />
            </LinkButton>
          </>
        )
      }
      actions={
        activity.entries.length > 0 && (
          <>
            <Button icon={Download} onClick={() => setAsking('export')}>
              <FormattedMessage id="history.export" />
            </Button>
            <Button variant="danger" icon={Trash2} onClick={() => setAsking('clear')}>
              <FormattedMessage id="history.clear" />
            </Button>
          </>
        )
      }
    >
      {forget.error && <ErrorCard error={forget.error} />}
      <CopyList />
      <WatchedFolders />
      <ActivityList
        activity={activity}
        empty={
          <ActivityEmpty
            title={<FormattedMessage id="history.empty" />}
            action={
              <Button variant="primary" onClick={() => navigate({ name: 'home' })}>
                <FormattedMessage id="shares.shareFolder" />
              </Button>
            }
          >
            <FormattedMessage id="history.emptyMore" />
          </ActivityEmpty>
        }
      />
      {asking === 'export' && <ExportDialog query={activity.query} onClose={close} />}
      <ConfirmDialog
        open={asking === 'clear'}
        onClose={close}
        title={<FormattedMessage id="history.clearTitle" />}
        safeLabel={intl.formatMessage({ id: 'history.clearKeep' })}
        actLabel={intl.formatMessage({ id: 'history.clearAct' })}
        busy={forget.isPending}
        onAct={() => forget.mutate({ kind: 'all' })}
      >
        <FormattedMessage id="history.clearBody" />
      </ConfirmDialog>
    </Page>
  );
}
