import { dayOf } from '../../../time/days';
import type {
  AccessMatrix,
  AuditFilter,
  AuditPage,
  AuditQuery,
  AuditRow,
  SubjectId,
  SubjectPage,
  Timeline,
} from '../../bindings';
import { groups, SAMPLE_NOW, SAMPLE_ZONE } from '../people';
import {
  fold,
  folderText,
  grantRow,
  nameOf,
  passes,
  principal,
  shareTops,
  subjectTops,
  whoText,
  type Top,
} from './rows';
import type { SampleGrant, SampleWorld } from './sample';

const FILTERS: AuditFilter[] = [
  'endingSoon',
  'noEndDate',
  'canChange',
  'outside',
  'public',
  'broken',
  'throughRole',
  'changed',
  'needsAttention',
];

function topsOf(world: SampleWorld, { view, search }: AuditQuery): Top[] {
  const tops = view === 'shares' ? shareTops(world) : subjectTops(world, view);
  const words = fold(search).split(/\s+/).filter(Boolean);
  return tops.filter(({ text, reaches }) =>
    [
      text,
      ...reaches.map(({ grant }) => `${text} ${view === 'shares' ? whoText(grant.access) : folderText(grant)}`),
    ].some((each) => words.every((word) => each.includes(word))),
  );
}

const fits = (grant: SampleGrant, filters: readonly AuditFilter[]) => filters.every((filter) => passes(grant, filter));
const leaves = (top: Top, filters: readonly AuditFilter[]) =>
  filters.length === 0 || top.reaches.some(({ grant }) => fits(grant, filters));

function compare(sort: AuditQuery['sort']): (a: Top, b: Top) => number {
  const count = ({ row }: Top) => (row.kind === 'share' ? row.guests : row.shares);
  switch (sort) {
    case 'firstEnd':
      return (a, b) => (a.row.firstEnd ?? '9').localeCompare(b.row.firstEnd ?? '9');
    case 'count':
      return (a, b) => count(a) - count(b);
    case 'level':
      return (a, b) => a.row.atMost.localeCompare(b.row.atMost);
    case 'name':
      return (a, b) => a.text.localeCompare(b.text);
  }
}

/** The top rows that a query finds, in its order. */
export function find(world: SampleWorld, query: AuditQuery): Top[] {
  const order = compare(query.sort);
  const found = topsOf(world, query).filter((top) => leaves(top, query.filters));
  return found.sort((a, b) => (query.descending ? order(b, a) : order(a, b)) || a.text.localeCompare(b.text));
}

/** Rows `offset` to `offset + limit` of what a query finds. */
export function pageOf(
  world: SampleWorld,
  generation: number,
  query: AuditQuery,
  offset: number,
  limit: number,
): AuditPage {
  const tops = find(world, query);
  const rows = tops.flatMap((top): AuditRow[] => {
    const below = top.reaches.filter(({ grant }) => fits(grant, query.filters));
    const open = query.open.includes(top.row.key) ? below : [];
    return [top.row, ...open.map((reach): AuditRow => ({ kind: 'grant', ...grantRow(reach, top.row.key) }))];
  });
  const counted = topsOf(world, query);
  return {
    generation,
    offset,
    total: rows.length,
    matches: tops.length,
    rows: rows.slice(offset, offset + limit),
    filterCounts: FILTERS.map((filter) => ({ filter, count: counted.filter((top) => leaves(top, [filter])).length })),
  };
}

/** All that one person or group reaches; null for somebody who reaches nothing. */
export function subjectPageOf(world: SampleWorld, generation: number, id: SubjectId): SubjectPage | null {
  const key = `${id.kind === 'person' ? 'p' : 'g'}:${id.id}`;
  const top = subjectTops(world, id.kind === 'person' ? 'people' : 'groups').find(({ row }) => row.key === key);
  if (top?.row.kind !== 'subject') return null;
  const theirs = groups.filter((group) => world.members.get(group.id)?.includes(id.id));
  const wider = world.grants.filter(({ access }) => access.to !== 'guest').map((grant) => ({ grant, group: null }));
  return {
    generation,
    subject: top.row,
    linked: [],
    groups: theirs,
    grants: [...top.reaches, ...wider].map((reach) => grantRow(reach, key)),
    unknownGroups: groups.filter(
      (group) =>
        id.kind === 'person' &&
        !world.members.has(group.id) &&
        world.grants.some(({ access }) => principal(access) === `g:${group.id}`),
    ),
  };
}

const grantsOf = (world: SampleWorld, query: AuditQuery, only: string | null) => [
  ...new Set(
    find(world, query).flatMap((top) =>
      top.reaches
        .map(({ grant }) => grant)
        .filter((grant) => fits(grant, query.filters) && (only ?? grant.collection.id) === grant.collection.id),
    ),
  ),
];

/** Ends to come of what a query finds, twelve months from now. */
export function timelineOf(world: SampleWorld, query: AuditQuery, only: string | null): Timeline {
  const grants = grantsOf(world, query, only).filter(({ role }) => role === null);
  const start = dayOf(SAMPLE_NOW, SAMPLE_ZONE).set({ day: 1 });
  const months = Array.from({ length: 12 }, (_, index) => {
    const firstDay = start.add({ months: index }).toString();
    const ending = grants.filter(
      ({ endsAt }) => endsAt !== null && dayOf(endsAt, SAMPLE_ZONE).toString().startsWith(firstDay.slice(0, 7)),
    );
    return { firstDay, ending: ending.length, folders: [...new Set(ending.map(nameOf))].slice(0, 3) };
  });
  const never = grants.filter(({ endsAt }) => endsAt === null).length;
  const near = months.reduce((sum, { ending }) => sum + ending, 0);
  return { months, never, later: grants.length - never - near };
}

/** Who reaches which folder, of what a query finds. */
export function matrixOf(world: SampleWorld, query: AuditQuery, only: string | null): AccessMatrix {
  const grants = grantsOf(world, query, only);
  const cell = (grant: SampleGrant) => `${grant.collection.id}${grant.path}`;
  const folders = [...new Map(grants.map((grant) => [cell(grant), grant])).values()];
  const who = [...new Map(grants.map(({ access }) => [principal(access), access])).values()];
  return {
    folders: folders
      .slice(0, 20)
      .map((grant) => ({ collectionId: grant.collection.id, path: grant.path, name: nameOf(grant) })),
    rows: who.slice(0, 30).map((access) => ({
      access,
      cells: folders.slice(0, 20).map((folder) => {
        const here = grants.filter(
          (grant) => cell(grant) === cell(folder) && principal(grant.access) === principal(access),
        );
        return here.length === 0 ? null : here.some(({ permissions }) => permissions === 'rw') ? 'rw' : 'r';
      }),
    })),
    totalRows: who.length,
    totalFolders: folders.length,
  };
}
