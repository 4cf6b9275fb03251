// What somebody looks at: which view, narrowed down and sorted how, which rows are open.

import type { AuditFilter, AuditQuery, AuditSort, AuditView, RowKey } from '../../../ipc/bindings';
import type { SharesFocus } from '../../../navigation/navigation';

/** The chips, in their order. */
export const FILTERS = [
  'endingSoon',
  'noEndDate',
  'canChange',
  'outside',
  'public',
  'broken',
  'throughRole',
  'changed',
] as const satisfies AuditFilter[];

const FOCUS: Record<SharesFocus, AuditFilter> = { endingSoon: 'endingSoon', needAttention: 'needsAttention' };

/** What the page opens with. The tiles on Home count shared folders, so they lead to these. */
export function startQuery(focus: SharesFocus | undefined): AuditQuery {
  return {
    view: 'shares',
    filters: focus === undefined ? [] : [FOCUS[focus]],
    search: '',
    sort: 'firstEnd',
    descending: false,
    open: [],
  };
}

/** Another view of the same: what narrows it down stays. */
export function withView(query: AuditQuery, view: AuditView): AuditQuery {
  return { ...query, view };
}

/** Switches a chip. */
export function withFilter(query: AuditQuery, filter: AuditFilter, on: boolean): AuditQuery {
  const others = query.filters.filter((each) => each !== filter);
  return { ...query, filters: on ? [...others, filter] : others };
}

/** Nothing narrows it down any more. */
export function withoutNarrowing(query: AuditQuery): AuditQuery {
  return { ...query, filters: [], search: '' };
}

/** Whether something narrows it down. */
export function isNarrowed({ filters, search }: AuditQuery): boolean {
  return filters.length > 0 || search.trim() !== '';
}

/** Sorted by a column; by the same one again, the other way round. Counts and levels begin with the most. */
export function sortedBy(query: AuditQuery, sort: AuditSort): AuditQuery {
  if (query.sort === sort) return { ...query, descending: !query.descending };
  return { ...query, sort, descending: sort === 'count' || sort === 'level' };
}

/** Opens or closes a row. */
export function withOpen(query: AuditQuery, key: RowKey, open: boolean): AuditQuery {
  const others = query.open.filter((each) => each !== key);
  return { ...query, open: open ? [...others, key] : others };
}

/** Chips to show: the eight, and the one behind Home's tile while it is on. */
export function shownFilters({ filters }: AuditQuery): readonly AuditFilter[] {
  return filters.includes('needsAttention') ? ['needsAttention', ...FILTERS] : FILTERS;
}
