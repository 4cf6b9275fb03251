import { FormattedMessage, useIntl } from 'react-intl';
import type { MissingStep, Storage } from '../../../ipc/bindings';
import styles from './Check.module.css';
import { RequestText } from './RequestText';
import { systemOf } from './system';

/** Whoever adds the folder ticks “Shareable” in the same line: that is no step of its own then. */
export function stepsToTake(steps: readonly MissingStep[]): readonly MissingStep[] {
  return steps.includes('listFolder') ? steps.filter((step) => step !== 'makeFolderSharable') : steps;
}

interface MissingStepsProps {
  steps: readonly MissingStep[];
  path: string;
  storage: Storage | null;
  /** What stands above: the page's title, or the folder's name. */
  below: 'h1' | 'h2';
}

/** What to do first, in order, with the menus of this system. */
export function MissingSteps({ steps, path, storage, below }: MissingStepsProps) {
  const Heading = below === 'h1' ? 'h2' : 'h3';
  const intl = useIntl();
  const system = systemOf(navigator.userAgent);
  return (
    <ol className={styles.steps}>
      {stepsToTake(steps).map((step) => (
        <li key={step}>
          <Heading className={styles.stepTitle}>{intl.formatMessage({ id: `share.step.${step}.title` })}</Heading>
          <p>
            <FormattedMessage
              id={
                step === 'attachSubscription' || step === 'startOtherComputer'
                  ? `share.step.${step}.any`
                  : `share.step.${step}.${system}`
              }
              values={{ path }}
            />
          </p>
          {step === 'attachSubscription' && <RequestText kind="subscription" path={path} storage={storage} />}
        </li>
      ))}
    </ol>
  );
}
