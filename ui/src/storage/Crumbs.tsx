import { ChevronRight } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { LinkButton } from '../components/LinkButton';
import type { StorageCard } from '../ipc/bindings';
import { partsOf } from './picked';
import styles from './Storage.module.css';
import { useStorageWords } from './useStorageWords';

interface CrumbsProps {
  storage: StorageCard;
  path: string;
  onOpen: (path: string) => void;
  /** To the choice of a storage. */
  onLeave: () => void;
}

/** The way from all storage to this folder; each step but the last leads back there. */
export function Crumbs({ storage, path, onOpen, onLeave }: CrumbsProps) {
  const intl = useIntl();
  const { folder } = useStorageWords();
  const steps = [{ path: '/' }, ...partsOf(path)];
  return (
    <nav aria-label={intl.formatMessage({ id: 'storage.path' })}>
      <ol className={styles.crumbs}>
        <li>
          <LinkButton onClick={onLeave}>
            <FormattedMessage id="storage.all" />
          </LinkButton>
        </li>
        {steps.map((step, index) => (
          <li key={step.path}>
            <ChevronRight className={styles.chevron} size={14} strokeWidth={1.75} aria-hidden="true" />
            {index === steps.length - 1 ? (
              <span aria-current="location">{folder(storage, step.path)}</span>
            ) : (
              <LinkButton onClick={() => onOpen(step.path)}>{folder(storage, step.path)}</LinkButton>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
