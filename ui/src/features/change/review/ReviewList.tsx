import { Folder } from 'lucide-react';
import { useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { WindowedItems, type ItemProps } from '../../../components/WindowedItems';
import type { PlannedChange } from '../../../ipc/bindings';
import { reviewItems, type ReviewItem } from '../model/rows';
import { useChangeWords } from '../words';
import styles from './Review.module.css';
import { RowFace } from './RowFace';
import { Sentence, Who } from './Sentence';

/** Height of a sentence with its picture before it was measured, in pixels. */
const ESTIMATE = 88;

/** One sentence per row, in groups by guest or by folder. */
export function ReviewList({ rows, label }: { rows: readonly PlannedChange[]; label: string }) {
  const frame = useRef<HTMLUListElement>(null);
  return (
    <ul ref={frame} className={styles.card} aria-label={label}>
      <WindowedItems items={reviewItems(rows)} keyOf={({ key }) => key} estimate={ESTIMATE} frame={frame}>
        {(item, props) =>
          item.kind === 'head' ? <Head item={item} props={props} /> : <Line item={item} props={props} />
        }
      </WindowedItems>
    </ul>
  );
}

function Head({ item: { by, row, count }, props }: { item: ReviewItem & { kind: 'head' }; props: ItemProps }) {
  const intl = useIntl();
  const { placeOf } = useChangeWords();
  const place = by === 'folder' ? placeOf(row) : null;
  return (
    <li {...props} className={styles.row}>
      {by === 'guest' ? <RowFace row={row} /> : <FolderTile />}
      <div className={styles.words}>
        <p className={styles.sentence}>
          {by === 'guest' ? (
            <Who access={row.access} short={false} />
          ) : (
            <FormattedMessage id="change.folder" values={{ name: row.name }} />
          )}
        </p>
        <p className={styles.meta}>
          {place !== null && <>{place} · </>}
          {intl.formatMessage({ id: 'change.review.inGroup' }, { count })}
        </p>
      </div>
    </li>
  );
}

function FolderTile() {
  return (
    <span className={styles.tile} aria-hidden="true">
      <Folder size={18} strokeWidth={1.75} />
    </span>
  );
}

function Line({ item: { row, under }, props }: { item: ReviewItem & { kind: 'row' }; props: ItemProps }) {
  return (
    <li {...props} className={under === null ? styles.row : styles.nested}>
      {under === null && <RowFace row={row} />}
      <div className={styles.words}>
        <Sentence row={row} under={under} />
      </div>
    </li>
  );
}
