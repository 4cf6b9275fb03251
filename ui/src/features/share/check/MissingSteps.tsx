import { FormattedMessage, useIntl } from 'react-intl';
import type { MissingStep, Storage } from '../../../ipc/bindings';
import styles from './Check.module.css';
import { RequestText } from './RequestText';
import { systemOf } from './system';

interface MissingStepsProps {
  steps: readonly MissingStep[];
  path: string;
  storage: Storage | null;
}

/** What to do first, in order, with the menus of this system. */
export function MissingSteps({ steps, path, storage }: MissingStepsProps) {
  const intl = useIntl();
  const system = systemOf(navigator.userAgent);
  return (
    <ol className={styles.steps}>
      {steps.map((step) => (
        <li key={step}>
          <h3 className={styles.stepTitle}>{intl.formatMessage({ id: `share.step.${step}.title` })}</h3>
          <p>
            <FormattedMessage
              id={step === 'attachSubscription' ? `share.step.${step}.any` : `share.step.${step}.${system}`}
              values={{ path }}
            />
          </p>
          {step === 'attachSubscription' && <RequestText kind="subscription" path={path} storage={storage} />}
        </li>
      ))}
    </ol>
  );
}
