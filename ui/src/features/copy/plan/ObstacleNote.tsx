import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { Banner } from '../../../components/Banner';
import { inputProblem } from '../../../errors/words';
import type { CopyObstacle, CopyPlan } from '../../../ipc/bindings';

interface ObstacleNoteProps {
  plan: CopyPlan;
  obstacle: Exclude<CopyObstacle, { kind: 'name' }>;
  looking: boolean;
  onAgain: () => void;
  onChoose: () => void;
}

/** Why it can't be copied there, what to do, and by whom. */
export function ObstacleNote({ plan, obstacle, looking, onAgain, onChoose }: ObstacleNoteProps) {
  const intl = useIntl();
  const reason = 'perhaps' in obstacle ? obstacle.reason : null;
  const values = {
    name: plan.source.name,
    storage: plan.destination.storage?.name ?? plan.destination.name,
    perhaps: 'perhaps' in obstacle && obstacle.perhaps ? 'true' : 'false',
    why: reason === null ? 'no' : 'yes',
    reason: reason ?? '',
  };
  const action = (
    <>
      <Button size="small" onClick={onChoose}>
        <FormattedMessage id="copy.plan.change" />
      </Button>
      <Button size="small" variant="quiet" busy={looking} onClick={onAgain}>
        <FormattedMessage id="copy.obstacle.again" />
      </Button>
    </>
  );
  return (
    <Banner
      tone="attn"
      title={<FormattedMessage id={`copy.obstacle.${obstacle.kind}`} values={values} />}
      action={action}
    >
      {'message' in obstacle && obstacle.message !== '' && (
        <>
          <FormattedMessage id="copy.obstacle.says" values={{ message: obstacle.message }} />{' '}
        </>
      )}
      {obstacle.kind === 'source'
        ? intl.formatMessage({ id: inputProblem('path', obstacle.reason) })
        : intl.formatMessage({ id: `copy.obstacle.${obstacle.kind}.do` }, values)}
    </Banner>
  );
}
