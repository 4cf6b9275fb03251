import { Equal, SquareCheck } from 'lucide-react';
import { useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { cx } from '../../../components/cx';
import { Disclosure } from '../../../components/Disclosure';
import { Page } from '../../../components/Page';
import { StickyFooter } from '../../../components/StickyFooter';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { ChangePlan } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import { useReading } from '../../../ipc/reading';
import { actOf } from '../model/act';
import { sortOut } from '../model/rows';
import { useChangeWords } from '../words';
import { Impossible } from './Impossible';
import { Notes, wantsCopy } from './Notes';
import styles from './Review.module.css';
import { ReviewList } from './ReviewList';

interface ReviewPageProps {
  plan: ChangePlan;
  /** Why it was not begun. */
  error: IpcError | null;
  onBack: () => void;
  /** Plans again: what is shared may be different by now. */
  onLookAgain: () => void;
  onGo: (haveCopy: boolean) => void;
}

/** What will happen, in sentences, before anything happens. */
export function ReviewPage({ plan, error, onBack, onLookAgain, onGo }: ReviewPageProps) {
  const intl = useIntl();
  const body = useRef<HTMLDivElement>(null);
  const { actLabel } = useChangeWords();
  const { offline } = useReading();
  const [haveCopy, setHaveCopy] = useState(false);
  const [pressed, setPressed] = useState(false);
  const { happening, staying, impossible } = sortOut(plan.rows);
  const act = actOf(plan.action, plan.rows);
  const nothing = happening.length === 0;
  const missing = wantsCopy(plan) && !haveCopy;

  function go() {
    setPressed(true);
    // A condition that is missing takes the person to it; the button itself stays live.
    if (missing) body.current?.querySelector<HTMLElement>('[data-open-tick]')?.focus();
    else onGo(haveCopy);
  }

  return (
    <Page
      title={intl.formatMessage({ id: 'change.review.title' }, { act })}
      lead={<FormattedMessage id={nothing ? 'change.review.leadNothing' : 'change.review.lead'} />}
      footer={
        <StickyFooter
          summary={
            <Button size="large" onClick={onBack}>
              <FormattedMessage id="change.back" />
            </Button>
          }
        >
          <p role="status" className={styles.ticksLeft}>
            {missing && (
              <>
                <SquareCheck size={18} strokeWidth={1.75} aria-hidden="true" />
                <FormattedMessage id="change.review.ticksLeft" />
              </>
            )}
          </p>
          {!nothing && (
            <Button
              variant={act === 'stop' ? 'danger-filled' : 'primary'}
              size="large"
              unavailable={offline ? intl.formatMessage({ id: 'change.review.offline' }) : null}
              onClick={go}
            >
              {actLabel(plan)}
            </Button>
          )}
        </StickyFooter>
      }
    >
      {error !== null && (
        <ErrorCard error={error}>
          <Button size="small" onClick={onLookAgain}>
            <FormattedMessage id="change.done.lookAgain" values={{ count: 1 }} />
          </Button>
        </ErrorCard>
      )}
      <div ref={body} className={styles.stack}>
        {!nothing && <ReviewList rows={happening} label={intl.formatMessage({ id: 'change.review.list' })} />}
        <Notes plan={plan} haveCopy={haveCopy} onHaveCopy={setHaveCopy} complain={pressed} />
        <Impossible rows={impossible} />
        {staying.length > 0 && <Staying plan={plan} />}
        {act === 'stop' && !nothing && (
          <p className={styles.meta}>
            <FormattedMessage id="change.review.filesStay" />
          </p>
        )}
      </div>
    </Page>
  );
}

/** Rows where nothing happens, folded with their number. */
function Staying({ plan }: { plan: ChangePlan }) {
  const intl = useIntl();
  const [open, setOpen] = useState(false);
  const { staying } = sortOut(plan.rows);
  const title = intl.formatMessage({ id: 'change.review.stayingCount' }, { count: staying.length });
  return (
    <div className={cx(styles.card, styles.folded)}>
      <Disclosure icon={Equal} title={title} heading="h2" open={open} onToggle={setOpen}>
        <ReviewList rows={staying} label={intl.formatMessage({ id: 'change.review.staying' })} />
      </Disclosure>
    </div>
  );
}
