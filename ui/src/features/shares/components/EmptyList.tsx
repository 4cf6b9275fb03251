import { useIntl } from 'react-intl';

import { Button } from '../../../components/Button';
import { Mark } from '../../../components/Mark';
import { ProgressBar } from '../../../components/Progress';
import { Spinner } from '../../../components/Spinner';
import type { Reading } from '../../../ipc/reading';
import { useNavigation } from '../../../navigation/navigation';
import styles from '../MySharesPage.module.css';

/** What would be here, and the one action that fills it. */
export function EmptyList() {
  const intl = useIntl();
  const { navigate } = useNavigation();
  return (
    <div className={styles.empty}>
      <Mark size={4} />
      <h2>{intl.formatMessage({ id: 'shares.emptyTitle' })}</h2>
      <p>{intl.formatMessage({ id: 'shares.emptyLead' })}</p>
      <Button variant="primary" onClick={() => navigate({ name: 'home' })}>
        {intl.formatMessage({ id: 'shares.shareFolder' })}
      </Button>
    </div>
  );
}

/** Rows of the list that is being read for the first time. */
const BONES = [0, 1, 2, 3, 4, 5];

/** The first reading ever: nothing is known yet, and how far it is. */
export function FirstReading({ progress }: Pick<Reading, 'progress'>) {
  const intl = useIntl();
  const label = intl.formatMessage({ id: 'shares.loading' });
  return (
    <div className={styles.first}>
      <p role="status" className={styles.loading}>
        <Spinner /> {label}
      </p>
      {progress !== null && <ProgressBar label={label} {...progress} />}
      <div className={styles.bones} aria-hidden="true">
        {BONES.map((bone) => (
          <span key={bone} className={styles.bone} />
        ))}
      </div>
    </div>
  );
}
