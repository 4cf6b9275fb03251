import { useRef, useState } from 'react';
import { useIntl } from 'react-intl';

import { LinkButton } from '../../../components/LinkButton';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { AuditQuery, AuditState } from '../../../ipc/bindings';
import type { Reading } from '../../../ipc/reading';
import { useNavigation } from '../../../navigation/navigation';
import { Pictures } from '../../../pictures/Pictures';
import type { Ask } from '../model/ask';
import { isNarrowed, sortedBy, withFilter, withOpen, withoutNarrowing } from '../model/listState';
import { countSelected } from '../model/selection';
import { subjectOf } from '../model/subject';
import styles from '../MySharesPage.module.css';
import { useAuditHead, useMoreRows } from '../queries/useAuditRows';
import { useKeptScroll } from '../useKeptScroll';
import { useRowMenu } from '../useRowMenu';
import { useSelection } from '../useSelection';
import { AddCollection } from './AddCollection';
import { ListExits } from './ListExits';
import { AskDialogs } from './AskDialogs';
import { AuditTable } from './AuditTable';
import { BulkBar } from './BulkBar';
import type { RowActions } from './ListRow';
import { ExtendAll } from './ExtendAll';
import { FilterBar } from './Toolbar';

interface Props {
  state: AuditState;
  query: AuditQuery;
  change: (next: (query: AuditQuery) => AuditQuery) => void;
  reading: Reading;
  onCheck: () => void;
}

/** The list itself: chips, what is ticked, rows, and how many there are. */
export function SharesList({ state, query, change, reading, onCheck }: Props) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const [ask, setAsk] = useState<Ask | null>(null);
  const { generation } = state;
  const { head, error } = useAuditHead(query, generation);
  const more = useMoreRows(query, generation);
  const { selection, onTick, onTickAll, clear } = useSelection(query, more);
  const { offline } = reading;
  const menuOf = useRowMenu({ query, offline, onAsk: setAsk });

  const matches = head?.matches ?? 0;
  const total = query.view === 'people' ? state.people + state.everybody : state[query.view];
  const actions: RowActions = {
    menuOf,
    onOpenPage: (row) => {
      if (row.kind === 'share') {
        navigate({ name: 'collection', id: row.collectionId, path: row.path });
        return;
      }
      const id = subjectOf(row.access);
      if (id !== null) navigate({ name: 'subject', id });
    },
    onOpen: (key, open) => change((before) => withOpen(before, key, open)),
    onPoint: (row) => setAsk({ kind: 'point', row }),
  };

  const list = useRef<HTMLDivElement>(null);
  useKeptScroll(list, matches > 0);

  return (
    <div ref={list} className={styles.list}>
      <FilterBar
        query={query}
        counts={head?.filterCounts ?? []}
        onChange={(filter, on) => change((before) => withFilter(before, filter, on))}
      />
      {query.view === 'people' && <Pictures query={query} only={null} />}
      {query.filters.includes('endingSoon') && matches > 0 && !offline && countSelected(selection, matches) === 0 && (
        <ExtendAll {...{ query, matches }} />
      )}
      <BulkBar {...{ query, selection, matches, offline }} peopleOf={more.people} onAsk={setAsk} onClear={clear} />
      {error && <ErrorCard error={error} />}
      <AuditTable
        {...{ query, generation, selection, offline, actions, onTick, onTickAll }}
        onSort={(sort) => change((before) => sortedBy(before, sort))}
      />
      <div className={styles.foot}>
        <span>
          <span role="status">
            {head !== undefined &&
              (matches === 0
                ? intl.formatMessage({ id: 'shares.noneFit' })
                : intl.formatMessage({ id: 'shares.showing' }, { shown: matches, total }))}
          </span>{' '}
          {isNarrowed(query) && (
            <LinkButton onClick={() => change(withoutNarrowing)}>
              {intl.formatMessage({ id: 'shares.showAll' })}
            </LinkButton>
          )}
        </span>
        <ListExits {...{ query, generation }} />
        <AddCollection offline={offline} onAdded={onCheck} />
      </div>
      <AskDialogs ask={ask} onClose={() => setAsk(null)} />
    </div>
  );
}
