import { Ban } from 'lucide-react';
import { useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { cx } from '../../../components/cx';
import { Disclosure } from '../../../components/Disclosure';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import { LinkButton } from '../../../components/LinkButton';
import { WindowedItems, type ItemProps } from '../../../components/WindowedItems';
import type { PlannedChange } from '../../../ipc/bindings';
import { useNavigation } from '../../../navigation/navigation';
import { useChangeWords } from '../words';
import styles from './Review.module.css';
import { RowFace } from './RowFace';
import { Who } from './Sentence';

/** More than this many start folded. */
const FEW = 5;

/** Rows that can't be changed here: why, and what would work. */
export function Impossible({ rows }: { rows: readonly PlannedChange[] }) {
  const intl = useIntl();
  const [open, setOpen] = useState(rows.length <= FEW);
  if (rows.length === 0) return null;
  return (
    <div className={cx(styles.card, styles.folded)}>
      <Disclosure
        icon={Ban}
        title={intl.formatMessage({ id: 'change.review.impossible' }, { count: rows.length })}
        heading="h2"
        open={open}
        onToggle={setOpen}
      >
        <CannotList rows={rows} />
      </Disclosure>
    </div>
  );
}

/** Row by row, with the reason. */
export function CannotList({ rows }: { rows: readonly PlannedChange[] }) {
  const intl = useIntl();
  const frame = useRef<HTMLUListElement>(null);
  const label = intl.formatMessage({ id: 'change.review.impossible' }, { count: rows.length });
  return (
    <ul ref={frame} aria-label={label}>
      <WindowedItems items={rows} keyOf={({ id }) => id} estimate={88} frame={frame}>
        {(row, props) => <Cannot row={row} props={props} />}
      </WindowedItems>
    </ul>
  );
}

function Cannot({ row, props }: { row: PlannedChange; props: ItemProps }) {
  const { nameOf } = useAccessWords();
  const { placeOf } = useChangeWords();
  const { navigate } = useNavigation();
  const { access, step, name, collectionName } = row;
  if (step.kind !== 'notPossible') return null;
  const place = placeOf(row);
  const group = access.to === 'guest' && access.guest.kind === 'group' ? access.guest : null;
  return (
    <li {...props} className={styles.row}>
      <RowFace row={row} />
      <div className={styles.words}>
        <p>
          <FormattedMessage id="change.folder" values={{ name }} />
          {place !== null && <> {place}</>}: <Who access={access} short={false} />
        </p>
        <p className={styles.meta}>
          <FormattedMessage
            id={`change.cannot.${step.reason}`}
            values={{ who: nameOf(access), collection: collectionName }}
          />{' '}
          {step.reason === 'throughGroup' && group !== null && (
            <LinkButton onClick={() => navigate({ name: 'subject', id: { kind: 'group', id: group.id } })}>
              <FormattedMessage id="change.cannot.openGroup" values={{ group: nameOf(access) }} />
            </LinkButton>
          )}
        </p>
      </div>
    </li>
  );
}
