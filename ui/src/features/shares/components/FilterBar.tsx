import { useIntl } from 'react-intl';

import { FilterChip } from '../../../components/FilterChip';
import type { Share } from '../../../ipc/bindings';
import type { Clock } from '../model/ends';
import { countFilters, shownFilters, type Filter, type Narrowing } from '../model/filters';
import styles from './FilterBar.module.css';

interface Props {
  shares: readonly Share[];
  clock: Clock;
  /** The chip that the page was opened with: it stays in sight. */
  focus: Filter | null;
  narrowing: Narrowing;
  onChange: (filters: ReadonlySet<Filter>) => void;
}

/** Chips with their counts; those that are on narrow the list down together. */
export function FilterBar({ shares, clock, focus, narrowing, onChange }: Props) {
  const intl = useIntl();
  const counts = countFilters(shares, clock);
  const shown = shownFilters(counts, narrowing, focus);
  if (shown.length === 0) return null;

  const set = (filter: Filter, on: boolean) => {
    const filters = new Set(narrowing.filters);
    if (on) filters.add(filter);
    else filters.delete(filter);
    onChange(filters);
  };

  return (
    <div role="group" aria-label={intl.formatMessage({ id: 'shares.filters' })} className={styles.chips}>
      {shown.map((filter) => (
        <FilterChip
          key={filter}
          on={narrowing.filters.has(filter)}
          count={counts[filter]}
          onChange={(on) => set(filter, on)}
        >
          {intl.formatMessage({ id: `shares.filter.${filter}` })}
        </FilterChip>
      ))}
    </div>
  );
}
