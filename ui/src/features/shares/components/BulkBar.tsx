import { useMutation } from '@tanstack/react-query';
import { CalendarClock, PenLine, Users, UserX, X } from 'lucide-react';
import { useIntl } from 'react-intl';

import { Button } from '../../../components/Button';
import { IconButton } from '../../../components/IconButton';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { AuditQuery, Person } from '../../../ipc/bindings';
import { useNavigation } from '../../../navigation/navigation';
import type { Ask } from '../model/ask';
import { countSelected, targetsOf, weighSelected, type Selection } from '../model/selection';
import styles from '../MySharesPage.module.css';

interface Props {
  query: AuditQuery;
  selection: Selection;
  /** Rows that the query finds. */
  matches: number;
  offline: boolean;
  /** Whom the ticked rows are about. */
  peopleOf: (selection: Selection) => Promise<Person[]>;
  onAsk: (ask: Ask) => void;
  onClear: () => void;
}

/** How much is ticked, and what can be done with it. */
export function BulkBar({ query, selection, matches, offline, peopleOf, onAsk, onClear }: Props) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const count = countSelected(selection, matches);
  const weight = weighSelected(selection);
  const group = useMutation({
    mutationFn: () => peopleOf(selection),
    onSuccess: (people) => navigate({ name: 'newGroup', people }),
  });
  if (count === 0) return null;

  const { view } = query;
  const targets = targetsOf(selection, query);
  const unavailable = offline ? intl.formatMessage({ id: 'shares.needsConnection' }) : null;
  const rows = intl.formatMessage({ id: `shares.count.${view}` }, { count });
  const parts = intl.formatMessage(
    { id: view === 'shares' ? 'shares.guestCount' : 'shares.shareCount' },
    { count: weight ?? 0 },
  );
  const name = weight === null ? intl.formatMessage({ id: 'shares.allOf' }, { rows }) : `${rows}, ${parts}`;
  const stop = () => {
    // "Everywhere" means what the filters hide, too.
    const everywhere = targetsOf(selection, { ...query, filters: [] });
    navigate({
      name: 'change',
      targets: view === 'people' && selection.kind === 'rows' ? everywhere : targets,
      action: { kind: 'stop' },
    });
  };
  return (
    <>
      <div role="group" aria-label={intl.formatMessage({ id: 'shares.bulk' })} className={styles.bulk}>
        <span className={styles.bulkCount}>
          <strong role="status">{name}</strong>
          <IconButton icon={X} label={intl.formatMessage({ id: 'shares.clearSelection' })} onClick={onClear} />
        </span>
        <Button
          size="small"
          variant="primary"
          icon={CalendarClock}
          unavailable={unavailable}
          onClick={() => onAsk({ kind: 'end', targets, name, endsAt: null })}
        >
          {intl.formatMessage({ id: 'shares.extend' }, { count: view === 'shares' ? count : (weight ?? 0) })}
        </Button>
        <Button
          size="small"
          icon={PenLine}
          unavailable={unavailable}
          onClick={() => onAsk({ kind: 'level', targets, name, level: 'r' })}
        >
          {intl.formatMessage({ id: 'shares.changeLevel' })}
        </Button>
        {view !== 'groups' && (
          <Button
            size="small"
            icon={Users}
            unavailable={unavailable}
            busy={group.isPending}
            onClick={() => group.mutate()}
          >
            {intl.formatMessage({ id: 'shares.makeGroup' })}
          </Button>
        )}
        <Button size="small" variant="danger" icon={UserX} unavailable={unavailable} onClick={stop}>
          {intl.formatMessage({ id: view === 'people' ? 'shares.removeEverywhere' : 'shares.stop' })}
        </Button>
      </div>
      {group.error && <ErrorCard error={group.error} />}
    </>
  );
}
