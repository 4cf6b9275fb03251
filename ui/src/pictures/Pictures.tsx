import { ChartBarBig, Grid3x3, type LucideIcon } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../components/Button';
import { Spinner } from '../components/Spinner';
import { ErrorCard } from '../errors/ErrorCard';
import type { IpcError } from '../ipc/error';
import { MatrixTable } from './MatrixTable';
import styles from './Pictures.module.css';
import { TimelineTable } from './TimelineTable';
import { useMatrix, useTimeline, type Shown } from './usePictures';

type Picture = 'timeline' | 'matrix';

const ICONS: Record<Picture, LucideIcon> = { timeline: ChartBarBig, matrix: Grid3x3 };

/** Two pictures of what is listed, each behind its button: the end dates to come, and who reaches what. */
export function Pictures(shown: Shown) {
  const intl = useIntl();
  const id = useId();
  const [open, setOpen] = useState<Picture | null>(null);
  return (
    <div className={styles.pictures}>
      <div role="group" className={styles.buttons} aria-label={intl.formatMessage({ id: 'pictures.title' })}>
        {(['timeline', 'matrix'] as const).map((picture) => (
          <Button
            key={picture}
            size="small"
            variant="quiet"
            icon={ICONS[picture]}
            aria-expanded={open === picture}
            aria-controls={open === picture ? id : undefined}
            className={open === picture ? styles.open : undefined}
            onClick={() => setOpen(open === picture ? null : picture)}
          >
            <FormattedMessage id={`pictures.${picture}`} />
          </Button>
        ))}
      </div>
      {open !== null && (
        <div id={id} className={styles.panel}>
          {open === 'timeline' ? <TimelinePicture {...shown} /> : <MatrixPicture {...shown} />}
        </div>
      )}
    </div>
  );
}

/** End dates to come, with what that counts. */
export function TimelinePicture(shown: Shown) {
  const { data, error } = useTimeline(shown);
  return (
    <Framed hint={<FormattedMessage id="pictures.timelineHint" />} error={error} loading={data === undefined}>
      {data && <TimelineTable timeline={data} />}
    </Framed>
  );
}

/** Who reaches what, with what that counts. */
export function MatrixPicture(shown: Shown) {
  const { data, error } = useMatrix(shown);
  return (
    <Framed hint={<FormattedMessage id="pictures.matrixHint" />} error={error} loading={data === undefined}>
      {data && <MatrixTable matrix={data} />}
    </Framed>
  );
}

interface FramedProps {
  hint: ReactNode;
  error: IpcError | null;
  loading: boolean;
  children: ReactNode;
}

function Framed({ hint, error, loading, children }: FramedProps) {
  return (
    <>
      <p className={styles.muted}>{hint}</p>
      {error !== null && <ErrorCard error={error} />}
      {loading && error === null && (
        <p role="status">
          <Spinner /> <FormattedMessage id="pictures.loading" />
        </p>
      )}
      {children}
    </>
  );
}
