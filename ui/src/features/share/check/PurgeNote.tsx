import { Hourglass } from 'lucide-react';
import { FormattedMessage } from 'react-intl';
import type { FolderCheck } from '../../../ipc/bindings';
import styles from './Check.module.css';

/** Files do not stay there, says the institution: better known before anybody types guests. */
export function PurgeNote({ check: { location, readiness } }: { check: FolderCheck }) {
  const days = location?.purgedAfterDays ?? null;
  const isBlocked = readiness.kind === 'notFromHere' && readiness.reason.kind === 'blocked';
  if (days === null || isBlocked) return null;
  return (
    <p className={styles.purge}>
      <Hourglass size={18} strokeWidth={1.75} aria-hidden="true" />
      <span>
        <FormattedMessage id="share.facts.purged" values={{ days }} />
      </span>
    </p>
  );
}
