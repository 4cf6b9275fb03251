// Order of the list. Names are compared as people do in their language, numbers in them by value.

import type { Share } from '../../../ipc/bindings';
import type { Clock } from './ends';
import { firstEnd } from './facts';

/** The column that leads. */
export type SortColumn = 'name' | 'end';

/** Column and direction. */
export interface Sort {
  column: SortColumn;
  direction: 'ascending' | 'descending';
}

/** Soonest end first, as on every list of the app. */
export const DEFAULT_SORT: Sort = { column: 'end', direction: 'ascending' };

/** The sort after a press on a column's head: the other way round, or that column from its start. */
export function pressColumn(sort: Sort, column: SortColumn): Sort {
  if (sort.column !== column) return { column, direction: 'ascending' };
  return { column, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' };
}

/** A sorted copy. Shares without an end stand last in either direction: they have no place among dates. */
export function sortShares(shares: readonly Share[], sort: Sort, clock: Clock, locale: string): Share[] {
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  const turn = sort.direction === 'ascending' ? 1 : -1;
  const byName = (a: Share, b: Share) =>
    collator.compare(a.name, b.name) || collator.compare(a.collectionName, b.collectionName);
  if (sort.column === 'name') return [...shares].sort((a, b) => turn * byName(a, b));

  const dated = shares.map((share) => ({ share, end: firstEnd(share, clock.now) }));
  return dated
    .sort((a, b) => {
      if (a.end === null || b.end === null) {
        return Number(a.end === null) - Number(b.end === null) || byName(a.share, b.share);
      }
      return turn * (Date.parse(a.end) - Date.parse(b.end)) || byName(a.share, b.share);
    })
    .map(({ share }) => share);
}
