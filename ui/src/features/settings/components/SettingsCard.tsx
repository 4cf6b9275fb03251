import type { ReactNode } from 'react';
import { Section } from '../../../components/Page';
import styles from '../Settings.module.css';

/** One part of the settings. */
export function SettingsCard({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <Section title={title}>
      <div className={styles.card}>{children}</div>
    </Section>
  );
}
