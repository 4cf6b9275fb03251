import { useQuery } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { FormattedMessage } from 'react-intl';

import { Button } from '../../../components/Button';
import { LinkButton } from '../../../components/LinkButton';
import type { AuditQuery } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys } from '../../../ipc/queries';
import { useNavigation } from '../../../navigation/navigation';

/** Where the list goes on: what ended is in Activity, and what is listed can become a report. */
export function ListExits({ query, generation }: { query: AuditQuery; generation: number }) {
  const ipc = useIpc();
  const { navigate } = useNavigation();
  const ended = useQuery({
    queryKey: [...keys.history, 'ended', generation],
    queryFn: () => ipc.history({ collectionId: null, by: 'endDate', search: '' }, 0, 0),
  });
  const count = ended.data?.total ?? 0;
  return (
    <>
      {count > 0 && (
        <LinkButton onClick={() => navigate({ name: 'activity', by: 'endDate' })}>
          <FormattedMessage id="history.endedLink" values={{ count }} />
        </LinkButton>
      )}
      <Button size="small" icon={FileText} onClick={() => navigate({ name: 'report', query: { ...query, open: [] } })}>
        <FormattedMessage id="reports.open" />
      </Button>
    </>
  );
}
