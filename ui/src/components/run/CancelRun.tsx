import { useEffect, useState, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../Announcer';
import { Button } from '../Button';
import styles from './Run.module.css';

interface CancelRunProps {
  /** What the journal calls it; null until it is written down. */
  id: string | null;
  onCancel: (id: string) => Promise<void>;
  /** What stays when it is cancelled. */
  children: ReactNode;
}

/** Stops a share or a change that is being carried out, after the row that is out. */
export function CancelRun({ id, onCancel, children }: CancelRunProps) {
  const intl = useIntl();
  const announce = useAnnounce();
  const [wanted, setWanted] = useState(false);

  // Pressed before the journal has it: it is stopped as soon as it has a name.
  useEffect(() => {
    if (!wanted || id === null) return;
    onCancel(id).catch(() => setWanted(false));
  }, [onCancel, id, wanted]);

  return (
    <div className={styles.line}>
      <Button
        busy={wanted}
        onClick={() => {
          setWanted(true);
          announce(intl.formatMessage({ id: 'common.cancelling' }));
        }}
      >
        <FormattedMessage id={wanted ? 'common.cancelling' : 'common.cancel'} />
      </Button>
      <span className={styles.meta}>{children}</span>
    </div>
  );
}
