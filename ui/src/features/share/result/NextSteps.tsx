import { RefreshCw, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { ConfirmDialog } from '../../../components/Dialog';
import { byGuest, countOutcome } from '../model/outcome';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import type { DonePageProps } from './DonePage';
import styles from '../../../components/run/Run.module.css';

/** Retry and leave off what failed; take back what worked. */
export function NextSteps({ outcome, onRetry, onLeaveOff, onUndo }: DonePageProps) {
  const intl = useIntl();
  const { nameOf, shortNameOf } = useAccessWords();
  const [asking, setAsking] = useState(false);
  const { shared, failed, unfinished } = countOutcome(outcome);
  const left = byGuest([...failed, ...unfinished]);
  const reached = byGuest(shared);
  const names = (of: typeof left, name: (access: (typeof left)[number]['access']) => string) =>
    intl.formatList(
      of.map((result) => name(result.access)),
      { type: 'conjunction' },
    );
  if (left.length === 0 && reached.length === 0) return null;
  return (
    <div className={styles.line}>
      {left.length > 0 && (
        <>
          <Button variant="primary" size="large" icon={RefreshCw} onClick={onRetry}>
            <FormattedMessage id="share.done.retry" values={{ count: left.length, names: names(left, nameOf) }} />
          </Button>
          <Button size="large" onClick={onLeaveOff}>
            <FormattedMessage
              id="share.done.leaveOff"
              values={{ count: left.length, names: names(left, shortNameOf) }}
            />
          </Button>
        </>
      )}
      {reached.length > 0 && (
        <Button variant="quiet" size="large" icon={Undo2} className={styles.last} onClick={() => setAsking(true)}>
          <FormattedMessage id="share.done.undo" values={{ count: reached.length }} />
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={
          <FormattedMessage
            id="share.done.undoTitle"
            values={{ count: reached.length, names: names(reached, nameOf) }}
          />
        }
        safeLabel={intl.formatMessage({ id: 'share.done.undoKeep' })}
        actLabel={intl.formatMessage({ id: 'share.done.undoGo' }, { count: reached.length })}
        onAct={() => {
          setAsking(false);
          onUndo();
        }}
      >
        <FormattedMessage id="share.done.undoBody" />
      </ConfirmDialog>
    </div>
  );
}
