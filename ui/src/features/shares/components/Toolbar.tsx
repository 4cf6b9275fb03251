import { Folder, Search, UserRound, Users } from 'lucide-react';
import { useIntl } from 'react-intl';

import { FilterChip } from '../../../components/FilterChip';
import { SegmentedControl } from '../../../components/SegmentedControl';
import { TextField } from '../../../components/TextField';
import type { AuditFilter, AuditQuery, AuditView, FilterCount } from '../../../ipc/bindings';
import { shownFilters } from '../model/listState';
import styles from '../MySharesPage.module.css';

/** The three ways to look at the same shares, and the search in all of them. */
export function ViewAndSearch({
  query,
  onView,
  onSearch,
}: {
  query: AuditQuery;
  onView: (view: AuditView) => void;
  onSearch: (search: string) => void;
}) {
  const intl = useIntl();
  const view = (value: AuditView, icon: typeof Folder) => ({
    value,
    icon,
    label: intl.formatMessage({ id: `shares.view.${value}` }),
  });
  return (
    <div className={styles.tools}>
      <SegmentedControl
        label={intl.formatMessage({ id: 'shares.views' })}
        value={query.view}
        onChange={onView}
        options={[view('shares', Folder), view('people', UserRound), view('groups', Users)]}
      />
      <div className={styles.search}>
        <TextField
          type="search"
          icon={Search}
          labelHidden
          label={intl.formatMessage({ id: 'shares.search' })}
          placeholder={intl.formatMessage({ id: 'shares.search' })}
          value={query.search}
          onChange={onSearch}
        />
      </div>
    </div>
  );
}

/** Chips with their counts; those that are on narrow the list down together. One that finds nothing stays, quietly. */
export function FilterBar({
  query,
  counts,
  onChange,
}: {
  query: AuditQuery;
  counts: readonly FilterCount[];
  onChange: (filter: AuditFilter, on: boolean) => void;
}) {
  const intl = useIntl();
  return (
    <div role="group" aria-label={intl.formatMessage({ id: 'shares.filters' })} className={styles.chips}>
      {shownFilters(query).map((filter) => (
        <FilterChip
          key={filter}
          on={query.filters.includes(filter)}
          count={counts.find((each) => each.filter === filter)?.count ?? 0}
          onChange={(on) => onChange(filter, on)}
        >
          {intl.formatMessage({ id: `shares.filter.${filter}` })}
        </FilterChip>
      ))}
    </div>
  );
}
