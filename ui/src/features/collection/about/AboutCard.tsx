import { useIntl } from 'react-intl';
import type { CollectionAbout } from '../../../ipc/bindings';
import { FIELDS } from './fields';
import styles from './About.module.css';

/** The card, where it can only be read. */
export function AboutCard({ about }: { about: CollectionAbout }) {
  const intl = useIntl();
  return (
    <dl className={styles.card}>
      {FIELDS.map((field) => {
        const value = field === 'keywords' ? intl.formatList(about.keywords) : about[field];
        return (
          <div key={field} className={styles.fact}>
            <dt>{intl.formatMessage({ id: `collection.about.${field}` })}</dt>
            <dd>{value !== null && value !== '' ? value : intl.formatMessage({ id: 'collection.about.empty' })}</dd>
          </div>
        );
      })}
    </dl>
  );
}
