import { Copy as CopyIcon, Hourglass } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Banner } from '../../../components/Banner';
import { Button } from '../../../components/Button';
import { LinkButton } from '../../../components/LinkButton';
import { Page } from '../../../components/Page';
import { StickyFooter } from '../../../components/StickyFooter';
import { TextField } from '../../../components/TextField';
import { useCopyWords } from '../../../copies/useCopyWords';
import { ErrorCard } from '../../../errors/ErrorCard';
import { fieldSentence, inputProblem } from '../../../errors/words';
import type { CopyPlan } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import { ObstacleNote } from './ObstacleNote';
import styles from './Plan.module.css';
import { SizeWords } from './SizeWords';
import type { Size } from './useSize';

interface PlanPageProps {
  plan: CopyPlan;
  name: string;
  setName: (name: string) => void;
  size: Size;
  /** The plan is being looked at once more. */
  looking: boolean;
  starting: boolean;
  error: IpcError | null;
  onAgain: () => void;
  onChoose: () => void;
  onStart: () => void;
}

/** What will be copied, where to and how, before anything is. */
export function PlanPage(props: PlanPageProps) {
  const { plan, name, setName, size, looking, starting, error, onChoose } = props;
  const intl = useIntl();
  const { end } = useCopyWords();
  const field = useRef<HTMLInputElement>(null);
  const obstacle = useRef<HTMLDivElement>(null);
  const [pressed, setPressed] = useState(false);
  const wrongName = useNameProblem(plan, error, name, looking);
  const against = plan.obstacle === null || plan.obstacle.kind === 'name' ? null : plan.obstacle;

  function start() {
    setPressed(true);
    // A condition that is missing takes the person to it; the button itself stays live.
    if (against !== null) obstacle.current?.querySelector('button')?.focus();
    else if (wrongName !== null || name.trim() === '') field.current?.focus();
    else if (!looking) props.onStart();
  }

  const folder = plan.source.name;
  const files = size.size !== null && size.state === 'finished' && size.size.isWhole ? size.size.files : -1;
  return (
    <Page
      title={intl.formatMessage({ id: 'copy.plan.title' }, { name: folder })}
      lead={<FormattedMessage id="copy.plan.lead" />}
      footer={
        <StickyFooter
          summary={
            <Button size="large" onClick={onChoose}>
              <FormattedMessage id="share.review.back" />
            </Button>
          }
        >
          <Button variant="primary" size="large" icon={CopyIcon} busy={starting} onClick={start}>
            <FormattedMessage id={starting ? 'copy.plan.starting' : 'copy.plan.act'} values={{ files }} />
          </Button>
        </StickyFooter>
      }
    >
      {error !== null && fieldSentence(error, 'folderName') === null && <ErrorCard error={error} />}
      {against !== null && (
        <div ref={obstacle}>
          <ObstacleNote {...{ plan, looking, onChoose }} obstacle={against} onAgain={props.onAgain} />
        </div>
      )}
      <dl className={styles.card}>
        <Fact name={<FormattedMessage id="copy.plan.from" />}>{end(plan.source)}</Fact>
        <Fact name={<FormattedMessage id="copy.plan.to" />}>
          {end(plan.destination)}{' '}
          <LinkButton onClick={onChoose}>
            <FormattedMessage id="copy.plan.change" />
          </LinkButton>
          <span className={styles.hint}>
            <FormattedMessage id="copy.plan.toHint" />
          </span>
          {plan.purgedAfterDays !== null && (
            <span className={styles.purge}>
              <Hourglass size={16} strokeWidth={1.75} aria-hidden="true" />
              <FormattedMessage id="copy.plan.purged" values={{ days: plan.purgedAfterDays }} />
            </span>
          )}
        </Fact>
        <Fact name={<FormattedMessage id="copy.plan.size" />}>
          <SizeWords {...size} />
        </Fact>
        <Fact name={<FormattedMessage id="copy.plan.how" />}>
          <FormattedMessage id={`copy.plan.how.${howOf(plan)}`} />
        </Fact>
      </dl>
      <div className={styles.name}>
        <TextField
          ref={field}
          label={<FormattedMessage id="copy.plan.name" />}
          error={
            wrongName ??
            (pressed && name.trim() === '' ? intl.formatMessage({ id: 'errors.input.emptyFolderName' }) : null)
          }
          value={name}
          onChange={setName}
        />
        {plan.nameTaken && !looking && plan.suggestedName !== null && (
          <Button size="small" onClick={() => setName(plan.suggestedName ?? name)}>
            <FormattedMessage id="copy.plan.useName" values={{ name: plan.suggestedName }} />
          </Button>
        )}
      </div>
      {size.size?.advice != null && plan.method === 'upload' && (
        <Banner tone="info" title={<FormattedMessage id="copy.plan.advice" values={{ advice: size.size.advice }} />}>
          <FormattedMessage id="copy.plan.adviceMore" />
        </Banner>
      )}
    </Page>
  );
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function howOf({ method, source, destination }: CopyPlan) {
  if (method === 'upload') return 'upload';
  const here = [source, destination].some(({ storage }) => storage?.kind === 'thisComputer');
  return here ? 'transferComputer' : 'transfer';
}

/** The sentence beside the name. What is known of an earlier name is not said of this one. */
function useNameProblem(plan: CopyPlan, error: IpcError | null, name: string, looking: boolean): string | null {
  const intl = useIntl();
  if (looking || name.trim() === '') return null;
  if (plan.nameTaken) return intl.formatMessage({ id: 'copy.plan.nameTaken' });
  if (plan.obstacle?.kind === 'name')
    return intl.formatMessage({ id: inputProblem('folderName', plan.obstacle.reason) });
  const sentence = fieldSentence(error, 'folderName');
  return sentence && intl.formatMessage({ id: sentence });
}
