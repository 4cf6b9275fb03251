import { SquareCheck } from 'lucide-react';
import { FormattedMessage } from 'react-intl';
import styles from './Review.module.css';

/** How many ticks are still needed; nothing when all are set. */
export function TicksLeft({ count }: { count: number }) {
  return (
    <p role="status" className={styles.ticksLeft}>
      {count > 0 && (
        <>
          <SquareCheck size={18} strokeWidth={1.75} aria-hidden="true" />
          <FormattedMessage id="share.review.ticksLeft" values={{ count }} />
        </>
      )}
    </p>
  );
}
