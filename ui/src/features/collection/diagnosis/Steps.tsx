import { CircleAlert, CircleCheck, CircleHelp, Minus, TriangleAlert } from 'lucide-react';
import { useIntl } from 'react-intl';
import { errorWords } from '../../../errors/words';
import type { DiagnosisStep, Finding } from '../../../ipc/bindings';
import styles from './Diagnosis.module.css';

const ICONS: Record<Finding['kind'], typeof CircleCheck> = {
  fine: CircleCheck,
  wrong: CircleAlert,
  failed: TriangleAlert,
  unknowable: CircleHelp,
  notNeeded: Minus,
};

/** What was looked at, and what came of it: each a sentence beside its icon. */
export function Steps({ steps, name, folder }: { steps: readonly DiagnosisStep[]; name: string; folder: string }) {
  const intl = useIntl();
  return (
    <ol className={styles.steps} aria-label={intl.formatMessage({ id: 'collection.diagnosis.steps' })}>
      {steps.map(({ look, finding }) => {
        const Icon = ICONS[finding.kind];
        return (
          <li key={look} className={styles[finding.kind]}>
            <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
            <span>
              {intl.formatMessage({ id: `collection.look.${look}` }, { finding: finding.kind, name, folder })}
              {finding.kind === 'failed' && ` ${intl.formatMessage({ id: errorWords(finding.error).title.id })}.`}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
