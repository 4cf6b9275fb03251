import { Eye, RefreshCw, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { ConfirmDialog } from '../../../components/Dialog';
import { useNavigation } from '../../../navigation/navigation';
import { usePlaceName } from '../../../navigation/usePlaceName';
import { actOf } from '../model/act';
import { countResults, resultsOf } from '../model/outcome';
import type { DonePageProps } from './DonePage';
import styles from '../../../components/run/Run.module.css';

/** Retry and leave what failed, look again at what others changed, take back what was done, or go back. */
export function NextSteps({ outcome, onRetry, onLeaveOff, onUndo, onLookAgain }: DonePageProps) {
  const { back, origin } = useNavigation();
  const place = usePlaceName()(origin);
  const { failed, open, conflicts, done } = countResults(resultsOf(outcome));
  const left = failed + open;
  return (
    <div className={styles.line}>
      {left > 0 && (
        <>
          <Button variant="primary" size="large" icon={RefreshCw} onClick={onRetry}>
            <FormattedMessage
              id={failed > 0 ? 'change.done.retry' : 'change.done.goOn'}
              values={{ count: failed > 0 ? failed : open }}
            />
          </Button>
          <Button size="large" onClick={onLeaveOff}>
            <FormattedMessage id="change.done.leaveRest" />
          </Button>
        </>
      )}
      {conflicts > 0 && onLookAgain !== null && (
        <Button size="large" icon={Eye} onClick={onLookAgain}>
          <FormattedMessage id="change.done.lookAgain" values={{ count: conflicts }} />
        </Button>
      )}
      <Button size="large" variant={left === 0 && conflicts === 0 ? 'primary' : 'default'} onClick={back}>
        <FormattedMessage id="change.backTo" values={{ screen: origin.name, place }} />
      </Button>
      {outcome.canUndo && done > 0 && <Undo outcome={outcome} count={done} onUndo={onUndo} />}
    </div>
  );
}

function Undo({ outcome, count, onUndo }: Pick<DonePageProps, 'outcome' | 'onUndo'> & { count: number }) {
  const intl = useIntl();
  const [asking, setAsking] = useState(false);
  const act = actOf(outcome.plan.action, outcome.plan.rows);
  return (
    <>
      <Button variant="quiet" size="large" icon={Undo2} className={styles.last} onClick={() => setAsking(true)}>
        <FormattedMessage id="change.done.undo" values={{ count }} />
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={<FormattedMessage id="change.done.undoTitle" values={{ count }} />}
        safeLabel={intl.formatMessage({ id: 'change.done.undoKeep' })}
        actLabel={intl.formatMessage({ id: 'change.act.undo' }, { count })}
        danger={act === 'copy' || act === 'point'}
        onAct={() => {
          setAsking(false);
          onUndo();
        }}
      >
        <FormattedMessage id="change.done.undoBody" values={{ act }} />
      </ConfirmDialog>
    </>
  );
}
