import { ArrowRight } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { formatDay } from '../../../components/FormattedDay';
import { StickyFooter } from '../../../components/StickyFooter';
import type { ShareDraft } from '../../../ipc/bindings';
import { dayOf } from '../../../time/days';
import { summarize } from '../model/summary';
import styles from './Sheet.module.css';

interface SheetFooterProps {
  draft: ShareDraft;
  planning: boolean;
  onReview: () => void;
  onSaveForLater: () => void;
}

/** Who and until when in two lines, and the way on. */
export function SheetFooter({ draft, planning, onReview, onSaveForLater }: SheetFooterProps) {
  return (
    <StickyFooter summary={<Summary draft={draft} />}>
      <Button variant="quiet" onClick={onSaveForLater}>
        <FormattedMessage id="share.footer.saveForLater" />
      </Button>
      <Button variant="primary" size="large" iconAfter={ArrowRight} busy={planning} onClick={onReview}>
        {planning ? (
          <FormattedMessage id="share.footer.planning" />
        ) : (
          <FormattedMessage id="share.footer.review" values={{ count: draft.guests.length }} />
        )}
      </Button>
    </StickyFooter>
  );
}

function Summary({ draft }: { draft: ShareDraft }) {
  const intl = useIntl();
  const { people, groups, firstEnd, lastEnd, endless } = summarize(draft);
  const nobody = people + groups === 0;
  const day = (text: string) => formatDay(intl, dayOf(text));
  const ends =
    firstEnd === null || lastEnd === null
      ? null
      : firstEnd === lastEnd
        ? intl.formatMessage({ id: 'share.footer.sameEnd' }, { count: people + groups, day: day(firstEnd) })
        : intl.formatMessage({ id: 'share.footer.ends' }, { first: day(firstEnd), last: day(lastEnd) });
  const without = endless === 0 ? null : intl.formatMessage({ id: 'share.footer.endless' }, { count: endless });
  return (
    <>
      <p className={styles.who}>
        {nobody ? (
          <FormattedMessage id={NOBODY[draft.wider.kind]} />
        ) : (
          <FormattedMessage
            id="share.footer.counts"
            values={{ people, groups, both: people > 0 && groups > 0 ? 'yes' : 'no' }}
          />
        )}
      </p>
      <p className={styles.ends}>{[ends, without].filter((part) => part !== null).join(' · ')}</p>
    </>
  );
}

const NOBODY = {
  off: 'share.footer.nobody',
  signedIn: 'share.footer.widerOnly',
  anyone: 'share.footer.anyoneOnly',
} as const;
