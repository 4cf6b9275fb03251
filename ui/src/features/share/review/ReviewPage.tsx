import { useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { formatBytes } from '../../../components/FormattedBytes';
import { Page } from '../../../components/Page';
import { Spinner } from '../../../components/Spinner';
import { StickyFooter } from '../../../components/StickyFooter';
import { CopyNote } from '../../../copies/CopyNote';
import { useCopyOf } from '../../../copies/queries';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { Copy, SharePlan } from '../../../ipc/bindings';
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
  const copy = useCopyOf(plan.waitsFor);
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
      lead={<Lead plan={plan} previews={props.previews} copy={copy} />}
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
      {copy !== undefined && plan.waitsFor != null && <CopyNote copy={copy} />}
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

function Lead({ plan, previews, copy }: Pick<ReviewPageProps, 'plan' | 'previews'> & { copy: Copy | undefined }) {
  const intl = useIntl();
  // What has arrived so far would be the wrong number.
  const counted =
    copy === undefined ? plan.folders.flatMap((folder) => previews[folder.localPath]?.preview ?? []) : sizeOf(copy);
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

/** How much it will be, where that is known. */
function sizeOf({ progress: { files, bytes, isCounting } }: Copy): { files: number; bytes: number }[] {
  return isCounting || bytes === null ? [] : [{ files, bytes }];
}

function ShareLabel({ plan }: { plan: SharePlan }) {
  const intl = useIntl();
  const { people, groups, wider } = countPlan(plan);
  const guests = intl.formatMessage({ id: 'share.review.share' }, { people, groups });
  const all = people + groups === 0 ? 'share.review.shareWider' : 'share.review.shareAndWider';
  const share = wider === 'none' ? guests : intl.formatMessage({ id: all }, { share: guests, wider });
  return plan.waitsFor == null ? share : intl.formatMessage({ id: 'share.review.shareAfterCopy' }, { share });
}
