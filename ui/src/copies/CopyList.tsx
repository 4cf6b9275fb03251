import { FormattedMessage } from 'react-intl';
import { Section } from '../components/Page';
import { ErrorCard } from '../errors/ErrorCard';
import styles from './Copies.module.css';
import { CopyRow } from './CopyRow';
import { useCopies } from './queries';
import { isOpen } from './state';

/** Copies: all that are known, or only those that have something ahead. Without any there is nothing to see. */
export function CopyList({ openOnly = false }: { openOnly?: boolean }) {
  const copies = useCopies();
  const shown = (copies.data ?? []).filter((copy) => !openOnly || isOpen(copy));
  if (copies.error !== null) return <ErrorCard error={copies.error} />;
  if (shown.length === 0) return null;
  return (
    <Section title={<FormattedMessage id="copy.list" />}>
      <ul className={styles.list}>
        {shown.map((copy) => (
          <CopyRow key={copy.id} copy={copy} />
        ))}
      </ul>
    </Section>
  );
}
