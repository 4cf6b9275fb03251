import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { Banner } from '../../../components/Banner';
import { Button } from '../../../components/Button';
import { Section } from '../../../components/Page';
import type { CollectionAbout } from '../../../ipc/bindings';
import type { TabProps } from '../CollectionTabs';
import { AboutCard } from './AboutCard';
import { AboutForm } from './AboutForm';
import shared from '../Collection.module.css';
import styles from './About.module.css';
import { DeleteDialog } from './DeleteDialog';

interface AboutTabProps extends TabProps {
  /** What was typed and not saved. */
  draft: CollectionAbout | null;
  setDraft: (draft: CollectionAbout | null) => void;
}

/** What is written on the collection's card, and its end. */
export function AboutTab({ details, offline, away, draft, setDraft, onDemand }: AboutTabProps) {
  const intl = useIntl();
  const [deleting, setDeleting] = useState(false);
  const { may } = details;
  const reason = may.onServer && (may.because === null || may.because === 'administrator') ? 'server' : 'role';
  return (
    <div className={styles.column}>
      {may.edit ? (
        <AboutForm {...{ details, offline, draft, setDraft, onDemand }} />
      ) : (
        <>
          <Banner tone="info" title={intl.formatMessage({ id: `collection.about.fixed.${reason}.title` })}>
            {intl.formatMessage({ id: `collection.about.fixed.${reason}.lead` }, { role: may.because ?? 'none' })}
          </Banner>
          <AboutCard about={details.about} />
        </>
      )}
      {details.directLinks !== null && (
        <Section title={intl.formatMessage({ id: 'directLinks.reason.title' })}>
          <p className={shared.muted}>{intl.formatMessage({ id: `directLinks.reason.${details.directLinks}` })}</p>
        </Section>
      )}
      {may.delete && (
        <Section title={intl.formatMessage({ id: 'collection.delete.section' })}>
          <p className={shared.muted}>{intl.formatMessage({ id: 'collection.delete.lead' })}</p>
          <div>
            <Button
              variant="danger"
              icon={Trash2}
              unavailable={offline ? intl.formatMessage({ id: 'collection.needsConnection' }) : null}
              onClick={() => setDeleting(true)}
            >
              {intl.formatMessage({ id: 'collection.delete.ask' })}
            </Button>
          </div>
        </Section>
      )}
      {deleting && (
        <DeleteDialog
          details={details}
          away={away}
          onDemand={onDemand}
          onDeleted={() => setDraft(null)}
          onClose={() => setDeleting(false)}
        />
      )}
    </div>
  );
}
