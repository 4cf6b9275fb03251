import { Ban } from 'lucide-react';
import { useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { Section } from '../../../components/Page';
import type { CollectionDetails } from '../../../ipc/bindings';
import { useNavigation } from '../../../navigation/navigation';
import { Pictures } from '../../../pictures/Pictures';
import { EVERYTHING } from '../../../pictures/usePictures';
import styles from '../Collection.module.css';

/** What concerns all folders together: permissions without effect, end dates to come, and who reaches what. */
export function WholeCollection({ details, offline }: { details: CollectionDetails; offline: boolean }) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const { id, name, may, permissions, withoutEffect } = details;
  if (permissions === 0) return null;
  return (
    <div className={styles.whole}>
      <Section
        title={intl.formatMessage({ id: 'collection.access.whole' }, { name })}
        actions={
          withoutEffect > 0 &&
          may.removeAccess && (
            <Button
              size="small"
              icon={Ban}
              unavailable={offline ? intl.formatMessage({ id: 'collection.needsConnection' }) : null}
              onClick={() =>
                navigate({
                  name: 'change',
                  targets: { kind: 'withoutEffect', collectionId: id },
                  action: { kind: 'stop' },
                })
              }
            >
              {intl.formatMessage({ id: 'collection.access.cleanUp' }, { count: withoutEffect })}
            </Button>
          )
        }
      >
        {withoutEffect > 0 && (
          <p className={styles.muted}>
            {intl.formatMessage({ id: 'collection.access.wholeIdle' }, { count: withoutEffect })}
          </p>
        )}
        <Pictures query={EVERYTHING} only={id} />
      </Section>
    </div>
  );
}
