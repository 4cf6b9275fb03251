import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { useToast } from '../../../components/Toast';
import { ErrorCard } from '../../../errors/ErrorCard';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys } from '../../../ipc/queries';
import { HistoryDays } from './HistoryDays';
import { SettingsCard } from './SettingsCard';

/** What stays on this computer, and how to be rid of it. */
export function PrivacySettings() {
  const intl = useIntl();
  const ipc = useIpc();
  const client = useQueryClient();
  const toast = useToast();
  const clear = useMutation({
    mutationFn: () => ipc.clearRecentFolders(),
    onSuccess: async () => {
      toast({ message: intl.formatMessage({ id: 'settings.cleared' }) });
      await client.invalidateQueries({ queryKey: keys.recentFolders });
    },
  });
  return (
    <SettingsCard title={<FormattedMessage id="settings.privacy" />}>
      <p>
        <FormattedMessage id="settings.privacyNote" />
      </p>
      <HistoryDays />
      <div>
        <Button icon={Trash2} busy={clear.isPending} onClick={() => clear.mutate()}>
          <FormattedMessage id="settings.clearRecent" />
        </Button>
      </div>
      {clear.error && <ErrorCard error={clear.error} />}
    </SettingsCard>
  );
}
