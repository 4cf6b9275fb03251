import { Download } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { ActivityEmpty } from '../../../activity/ActivityEmpty';
import { ActivityList } from '../../../activity/ActivityList';
import { ExportDialog } from '../../../activity/ExportDialog';
import { useActivity } from '../../../activity/useActivity';
import { Button } from '../../../components/Button';
import { LinkButton } from '../../../components/LinkButton';
import type { CollectionDetails } from '../../../ipc/bindings';
import { useNavigation } from '../../../navigation/navigation';
import styles from '../Collection.module.css';

/** What happened on this collection, as this computer noted it. */
export function ActivityTab({ details: { id, name } }: { details: CollectionDetails }) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const activity = useActivity({ collectionId: id });
  const [exporting, setExporting] = useState(false);
  return (
    <>
      <div className={styles.sectionHeader}>
        <h2>{intl.formatMessage({ id: 'collection.activity.title' })}</h2>
        {activity.entries.length > 0 && (
          <Button icon={Download} onClick={() => setExporting(true)}>
            {intl.formatMessage({ id: 'history.export' })}
          </Button>
        )}
      </div>
      <p className={styles.muted}>
        {intl.formatMessage({ id: 'collection.activity.lead' })}{' '}
        <LinkButton onClick={() => navigate({ name: 'activity' })}>
          {intl.formatMessage({ id: 'collection.activity.everywhere' })}
        </LinkButton>
      </p>
      <ActivityList
        activity={activity}
        empty={
          <ActivityEmpty title={intl.formatMessage({ id: 'collection.activity.empty' }, { name })}>
            {intl.formatMessage({ id: 'history.emptyMore' })}
          </ActivityEmpty>
        }
      />
      {exporting && <ExportDialog query={activity.query} onClose={() => setExporting(false)} />}
    </>
  );
}
