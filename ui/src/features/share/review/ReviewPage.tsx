import { useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { formatBytes } from '../../../components/FormattedBytes';
import { Page } from '../../../components/Page';
import { Spinner } from '../../../components/Spinner';
import { StickyFooter } from '../../../components/StickyFooter';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { SharePlan } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import { useBackStep } from '../../../navigation/backStep';
import { countPlan, openTicks, overLimit, reviewRows, type Answers } from '../model/review';
import type { Fix } from '../model/warningWords';
import type { PreviewState } from '../queries/usePreviews';
import { NeededCard } from './NeededCard';
import styles from './Review.module.css';
import { ReviewRowView } from './ReviewRowView';
import { TicksLeft } from './TicksLeft';

export interface ReviewPageProps {
  plan: SharePlan;
  /** A newer plan is being made because something was mended here. */
  checking: boolean;
  error: IpcError | null;
  previews: Readonly<Record<string, PreviewState>>;
  answers: Answers;
  onAnswers: (answers: Answers) => void;
  /** The end that is offered where none was chosen. */
  suggestedEnd: string;
  /** `key` is the guest's, or null for the whole share. */
  onFix: (fix: Fix, key: string | null) => void;
  onBack: () => void;
  onShare: () => void;
}

/** What will happen, in sentences, before anything happens. */
export function ReviewPage(props: ReviewPageProps) {
  const { plan, answers, checking, error } = props;
  const intl = useIntl();
  const page = useRef<HTMLDivElement>(null);
  const [pressed, setPressed] = useState(false);
  const open = openTicks(plan, answers);
  const rows = reviewRows(plan);
  useBackStep(intl.formatMessage({ id: 'share.guests.title' }), props.onBack);

  function share() {
    setPressed(true);
    // A condition that is missing takes the person to it; the button itself stays live.
    const first =
      open.length > 0
        ? page.current?.querySelector<HTMLElement>('[data-open-tick]')
        : overLimit(plan) !== null
          ? page.current?.querySelector<HTMLElement>('[data-over-limit] button')
          : null;
    if (first != null) first.focus();
    else if (open.length === 0) props.onShare();
  }

  return (
    <Page
      title={intl.formatMessage({ id: 'share.review.title' })}
      lead={<Lead plan={plan} previews={props.previews} />}
      footer={
        <StickyFooter
          summary={
            <Button size="large" onClick={props.onBack}>
              <FormattedMessage id="share.review.back" />
            </Button>
          }
        >
          <TicksLeft count={open.length} />
          <Button variant="primary" size="large" busy={checking} onClick={share}>
            {checking ? <FormattedMessage id="share.footer.planning" /> : <ShareLabel plan={plan} />}
          </Button>
        </StickyFooter>
      }
    >
      {error !== null && <ErrorCard error={error} />}
      {rows.length === 0 ? (
        <p>
          <FormattedMessage id="share.review.emptied" />
        </p>
      ) : (
        <div ref={page} className={styles.stack} aria-busy={checking}>
          <ul className={styles.card} aria-label={intl.formatMessage({ id: 'share.review.list' })}>
            {rows.map((row) => (
              <ReviewRowView key={row.key} {...props} row={row} complain={pressed} />
            ))}
          </ul>
          <NeededCard {...props} complain={pressed} />
        </div>
      )}
      {checking && (
        <p role="status" className={styles.checking}>
          <Spinner size={16} /> <FormattedMessage id="share.footer.planning" />
        </p>
      )}
    </Page>
  );
}

function Lead({ plan, previews }: Pick<ReviewPageProps, 'plan' | 'previews'>) {
  const intl = useIntl();
  const counted = plan.folders.flatMap((folder) => previews[folder.localPath]?.preview ?? []);
  const known = counted.length === plan.folders.length && plan.folders.length > 0;
  const files = counted.reduce((sum, preview) => sum + preview.files, 0);
  const bytes = counted.reduce((sum, preview) => sum + preview.bytes, 0);
  return (
    <FormattedMessage
      id="share.review.lead"
      values={{
        folders: intl.formatList(
          plan.folders.map((folder) => folder.name),
          { type: 'conjunction' },
        ),
        counts: known ? 'known' : 'none',
        files,
        size: formatBytes(intl, bytes),
      }}
    />
  );
}

function ShareLabel({ plan }: { plan: SharePlan }) {
  const intl = useIntl();
  const { people, groups, wider } = countPlan(plan);
  const guests = intl.formatMessage({ id: 'share.review.share' }, { people, groups });
  if (wider === 'none') return guests;
  return people + groups === 0
    ? intl.formatMessage({ id: 'share.review.shareWider' }, { wider })
    : intl.formatMessage({ id: 'share.review.shareAndWider' }, { share: guests, wider });
}
