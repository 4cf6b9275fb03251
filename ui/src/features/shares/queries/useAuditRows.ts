import { keepPreviousData, queryOptions, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import type { AuditPage, AuditQuery, AuditRow, Person, RowKey } from '../../../ipc/bindings';
import type { Ipc } from '../../../ipc/ipc';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys } from '../../../ipc/queries';
import { isSelected, isTop, peopleIn, type Selection } from '../model/selection';

/** Rows of one answer: what fits into a window, and little more, since each letter in the search box asks for them. */
export const PAGE = 30;

/** The most that one answer may have. */
const MOST = 500;

/** How long rows that are not on screen are kept, in milliseconds: each letter in the search box makes some. */
const KEEP_MS = 30_000;

/** Rows of one query, as they were in one generation. */
interface Source {
  query: AuditQuery;
  generation: number;
}

const pageQuery = (ipc: Ipc, { query, generation }: Source, page: number) =>
  queryOptions({
    queryKey: [...keys.auditPage, generation, query, page],
    queryFn: () => ipc.auditPage(query, page * PAGE, PAGE),
    staleTime: Infinity,
    gcTime: KEEP_MS,
    // Rows are compared sooner by drawing them.
    structuralSharing: false,
  });

/** How many rows a query finds, and what chips would leave; of the query before until its own answer is there. */
export function useAuditHead(query: AuditQuery, generation: number) {
  const ipc = useIpc();
  const { data, error } = useQuery({
    ...pageQuery(ipc, { query, generation }, 0),
    placeholderData: keepPreviousData,
  });
  return { head: data, error };
}

/** What is looked at, and what is shown until its rows are there. */
export function useAuditSource(query: AuditQuery, generation: number) {
  const ipc = useIpc();
  const wanted = { query, generation };
  const [shown, setShown] = useState<Source>(wanted);
  const next = useQuery(pageQuery(ipc, wanted, 0));
  const head = useQuery(pageQuery(ipc, shown, 0));
  return { wanted, shown, setShown, next: next.data, head: head.data };
}

/**
 * The rows in sight. What is shown stays until what was asked for is there: all of it when only the rows changed, so
 * that nothing jumps; its first stretch when something else is looked for. The latest question wins.
 */
export function useAuditPages(
  { wanted, shown, setShown, next }: ReturnType<typeof useAuditSource>,
  pages: readonly number[],
): (index: number) => AuditRow | null {
  const ipc = useIpc();
  const current = useQueries({ queries: pages.map((page) => pageQuery(ipc, shown, page)) });
  const coming = useQueries({ queries: pages.map((page) => pageQuery(ipc, wanted, page)) });

  const isShown = shown.query === wanted.query && shown.generation === wanted.generation;
  const sameRows = isSameList(shown.query, wanted.query);
  const isThere = next !== undefined && (!sameRows || coming.every(({ data }, at) => data ?? isPast(next, pages[at])));
  if (!isShown && isThere) setShown(wanted);

  const answers = new Map<number, AuditPage | undefined>(pages.map((page, at) => [page, current[at]?.data]));
  return (index) => answers.get(Math.floor(index / PAGE))?.rows[index % PAGE] ?? null;
}

/** Whether only rows were opened or closed, or the generation is another one. */
function isSameList(a: AuditQuery, b: AuditQuery): boolean {
  if (a === b) return true;
  const plain = (query: AuditQuery) => JSON.stringify({ ...query, open: [] });
  return plain(a) === plain(b);
}

/** A stretch behind the last row has nothing to wait for. */
function isPast(head: AuditPage, page = 0): boolean {
  return page * PAGE >= head.total;
}

/** Asks for rows that are not on screen: a range of them, or all top rows. */
export function useMoreRows(query: AuditQuery, generation: number) {
  const ipc = useIpc();
  const client = useQueryClient();

  const all = async (open: readonly RowKey[] = []): Promise<AuditRow[]> => {
    const rows: AuditRow[] = [];
    for (let total = 1; rows.length < total;) {
      const page = await ipc.auditPage({ ...query, open: [...open] }, rows.length, MOST);
      if (page.rows.length === 0) break;
      rows.push(...page.rows);
      total = page.total;
    }
    return rows;
  };
  const between = async (from: number, to: number): Promise<AuditRow[]> => {
    const first = Math.floor(from / PAGE);
    const count = Math.floor(to / PAGE) - first + 1;
    const pages = await Promise.all(
      Array.from({ length: count }, (_, at) => client.query(pageQuery(ipc, { query, generation }, first + at))),
    );
    return pages.flatMap(({ rows }) => rows).slice(from - first * PAGE, to - first * PAGE + 1);
  };
  /** Whom ticked rows are about: the people themselves, or those who reach a ticked folder by a permission. */
  const people = async (selection: Selection): Promise<Person[]> => {
    const tops = (await all()).filter((row) => isTop(row) && isSelected(selection, row.key));
    const rows = query.view === 'shares' ? await all(tops.map(({ key }) => key)) : tops;
    return peopleIn(rows);
  };
  return { all, between, people };
}
