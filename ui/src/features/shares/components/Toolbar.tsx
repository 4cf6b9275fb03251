import { Folder, Search, UserRound, Users, type LucideIcon } from 'lucide-react';
import { useIntl } from 'react-intl';

import { FilterChip } from '../../../components/FilterChip';
import { SegmentedControl } from '../../../components/SegmentedControl';
import { TextField } from '../../../components/TextField';
import type { AuditFilter, AuditQuery, AuditView, FilterCount } from '../../../ipc/bindings';
import { shownFilters } from '../model/listState';
import styles from '../MySharesPage.module.css';

/** The three ways to look at the same shares. */
export function Views({ view, onChange }: { view: AuditView; onChange: (view: AuditView) => void }) {
  const intl = useIntl();
  const option = (value: AuditView, icon: LucideIcon) => ({
    value,
    icon,
    label: intl.formatMessage({ id: `shares.view.${value}` }),
  });
  return (
    <SegmentedControl
      label={intl.formatMessage({ id: 'shares.views' })}
      value={view}
      onChange={onChange}
      options={[option('shares', Folder), option('people', UserRound), option('groups', Users)]}
    />
  );
}

/** Looks in all names, addresses and folders; each letter narrows the list down. */
export function SearchBox({ value, onChange }: { value: string; onChange: (search: string) => void }) {
  const text = useIntl().formatMessage({ id: 'shares.search' });
  return (
    <div className={styles.search}>
      <TextField
        type="search"
        icon={Search}
        labelHidden
        label={text}
        placeholder={text}
        value={value}
        onChange={onChange}
      />
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
