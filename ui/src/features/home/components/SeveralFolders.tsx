import { Folder } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/Button';
import { folderName } from '../../../files/folderName';
import { useNavigation } from '../../../navigation/navigation';
import { usePendingDrop } from '../../../navigation/pendingDrop';
import styles from '../Home.module.css';

/** Several folders at once: one guest list for all, or one after the other. */
export function SeveralFolders({ paths }: { paths: string[] }) {
  const { openShare } = useNavigation();
  const { setDrop } = usePendingDrop();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const [first, ...rest] = paths;

  return (
    <section className={styles.several} aria-labelledby="several-heading">
      <h2 id="several-heading" ref={heading} tabIndex={-1} className={styles.dropHeading}>
        <FormattedMessage id="home.several" values={{ count: paths.length }} />
      </h2>
      <p className={styles.dropNote}>
        <FormattedMessage id="home.severalLead" />
      </p>
      <ul className={styles.chosen}>
        {paths.map((path) => (
          <li key={path}>
            <Folder size={16} strokeWidth={1.75} aria-hidden="true" />
            <span>
              <strong>{folderName(path)}</strong> <bdi className={styles.path}>{path}</bdi>
            </span>
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <Button
          variant="primary"
          onClick={() => {
            setDrop(null);
            openShare({ paths });
          }}
        >
          <FormattedMessage id="home.together" values={{ count: paths.length }} />
        </Button>
        <Button
          onClick={() => {
            setDrop(rest.length > 0 ? { paths: rest, waiting: true } : null);
            if (first !== undefined) openShare({ paths: [first] });
          }}
        >
          <FormattedMessage id="home.oneByOne" />
        </Button>
        <Button variant="quiet" onClick={() => setDrop(null)}>
          <FormattedMessage id="common.cancel" />
        </Button>
      </div>
    </section>
  );
}
