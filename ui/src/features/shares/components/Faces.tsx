import { useIntl } from 'react-intl';

import { AccessAvatar } from '../../../components/guests/AccessAvatar';
import { accessKey } from '../../../components/guests/guests';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import { VisuallyHidden } from '../../../components/VisuallyHidden';
import type { ShareRow } from '../../../ipc/bindings';
import styles from './Rows.module.css';

/** Who it is, at a glance; in words for those who do not see it. */
export function Faces({ row }: { row: ShareRow }) {
  const intl = useIntl();
  const { nameOf } = useAccessWords();
  const { faces, guests, throughRole } = row;
  const [only] = faces;

  if (guests === 0) return <span>{intl.formatMessage({ id: 'shares.onlyRoles' })}</span>;
  if (faces.length === 1 && only !== undefined && only.to !== 'guest') return <span>{nameOf(only)}</span>;

  const count = guests + throughRole;
  const more = count - faces.length;
  const names = faces.map(nameOf);
  return (
    <span className={styles.faces}>
      {faces.map((access) => (
        <span key={accessKey(access)} className={styles.face}>
          <AccessAvatar access={access} />
        </span>
      ))}
      {more > 0 && (
        <span className={styles.more} aria-hidden="true">
          {intl.formatMessage({ id: 'shares.moreGuests' }, { count: more })}
        </span>
      )}
      <VisuallyHidden>
        {more > 0
          ? intl.formatMessage({ id: 'shares.guestNamesMore' }, { count, names: names.join(', ') })
          : intl.formatMessage({ id: 'shares.guestNames' }, { count, names: intl.formatList(names) })}
      </VisuallyHidden>
    </span>
  );
}
