// The chips above the list. Several chips narrow the list down together.

import type { Share, ShareGuest } from '../../../ipc/bindings';
import type { Clock } from './ends';
import { atMost, canWrite, endsSoon, hasNoEnd, hasRole, isBroken, isOutside, isPublic, ownGuests } from './facts';

/** In the order of the chips. */
export const FILTERS = [
  'attention',
  'endingSoon',
  'noEndDate',
  'canChange',
  'outside',
  'public',
  'broken',
  'role',
] as const;

/** One chip. `attention` is what the tile on Home counts: gone, offline, public or without end. */
export type Filter = (typeof FILTERS)[number];

/** Whether a share belongs under a chip. */
export function matches(share: Share, filter: Filter, clock: Clock): boolean {
  switch (filter) {
    case 'attention':
      return isBroken(share) || isPublic(share) || hasNoEnd(share);
    case 'endingSoon':
      return endsSoon(share, clock);
    case 'noEndDate':
      return hasNoEnd(share);
    case 'canChange':
      return ownGuests(share).length > 0 && canWrite(atMost(share));
    case 'outside':
      return isOutside(share);
    case 'public':
      return isPublic(share);
    case 'broken':
      return isBroken(share);
    case 'role':
      return hasRole(share);
  }
}

/** How many shares each chip would show. */
export function countFilters(shares: readonly Share[], clock: Clock): Record<Filter, number> {
  const count = (filter: Filter) => shares.filter((share) => matches(share, filter, clock)).length;
  return Object.fromEntries(FILTERS.map((filter) => [filter, count(filter)])) as Record<Filter, number>;
}

/** What the list is narrowed down to. */
export interface Narrowing {
  filters: ReadonlySet<Filter>;
  search: string;
}

/** The shares that all chips and every word of the search allow, in the order given. */
export function narrow(shares: readonly Share[], { filters, search }: Narrowing, clock: Clock): Share[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  return shares.filter(
    (share) =>
      [...filters].every((filter) => matches(share, filter, clock)) && (words.length === 0 || contains(share, words)),
  );
}

/** Keeps the chosen chips, and none that has nothing to show unless it is on. */
export function shownFilters(counts: Record<Filter, number>, narrowing: Narrowing, focus: Filter | null): Filter[] {
  return FILTERS.filter(
    (filter) => narrowing.filters.has(filter) || filter === focus || (filter !== 'attention' && counts[filter] > 0),
  );
}

function contains(share: Share, words: readonly string[]): boolean {
  const text = fold(
    [share.name, share.collectionName, share.path, share.storage?.name ?? '', ...share.guests.flatMap(guestWords)].join(
      '\n',
    ),
  );
  return words.every((word) => text.includes(word));
}

function guestWords({ access }: ShareGuest): string[] {
  if (access.to !== 'guest') return [];
  const { guest } = access;
  return guest.kind === 'person'
    ? [guest.name ?? '', guest.username, guest.organization ?? '']
    : [guest.name ?? '', guest.id];
}

/** Case, accents and composed letters make no difference when searching: "muller" finds "Müller". */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
