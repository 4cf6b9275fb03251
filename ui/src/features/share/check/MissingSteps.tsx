import { useIntl } from 'react-intl';
import type { MissingStep, Storage } from '../../../ipc/bindings';
import styles from './Check.module.css';
import { RequestText } from './RequestText';

interface MissingStepsProps {
  steps: readonly MissingStep[];
  path: string;
  storage: Storage | null;
  /** What stands above: the page's title, or the folder's name. */
  below: 'h1' | 'h2';
}

/** What another computer needs first, in order. This one has its checklist. */
export function MissingSteps({ steps, path, storage, below }: MissingStepsProps) {
  const Heading = below === 'h1' ? 'h2' : 'h3';
  const intl = useIntl();
  return (
    <ol className={styles.steps}>
      {steps.map(
        (step) =>
          step !== 'connectPersonal' && (
            <li key={step}>
              <Heading className={styles.stepTitle}>{intl.formatMessage({ id: `share.step.${step}.title` })}</Heading>
              <p>{intl.formatMessage({ id: `share.step.${step}.do` })}</p>
              {step === 'attachSubscription' && <RequestText kind="subscription" {...{ path, storage }} />}
            </li>
          ),
      )}
    </ol>
  );
}
