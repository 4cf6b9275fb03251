// Ticked rows. Top rows only: what is below one is meant with it.

import type { AuditQuery, AuditRow, ChangeTargets, Person, RowKey, ShareRow, SubjectRow } from '../../../ipc/bindings';

/** A row that can be ticked. */
export type TopRow = Extract<AuditRow, { kind: 'share' | 'subject' }>;

/** What is ticked. */
export type Selection =
  /** These, each with how many shares (or guests, by share) it stands for. */
  | { kind: 'rows'; rows: ReadonlyMap<RowKey, number> }
  /** All that the query finds, also those that were never on screen. */
  | { kind: 'all' };

export const NOTHING: Selection = { kind: 'rows', rows: new Map() };

/** A row that can be ticked: not one below another. */
export function isTop(row: AuditRow): row is TopRow {
  return row.kind !== 'grant';
}

/** What a row stands for: shares of a person or group, guests of a share. */
export function weight(row: ({ kind: 'share' } & ShareRow) | ({ kind: 'subject' } & SubjectRow)): number {
  return row.kind === 'share' ? row.guests : row.shares;
}

/** Whether a row is ticked. */
export function isSelected(selection: Selection, key: RowKey): boolean {
  return selection.kind === 'all' || selection.rows.has(key);
}

/** Ticks rows, or takes their ticks away. `all` are the rows of the query, for taking single ones out of all. */
export function select(selection: Selection, rows: readonly TopRow[], on: boolean, all: readonly TopRow[]): Selection {
  if (selection.kind === 'all' && on) return selection;
  const next = new Map(selection.kind === 'all' ? all.map((row) => [row.key, weight(row)]) : selection.rows);
  for (const row of rows) {
    if (on) next.set(row.key, weight(row));
    else next.delete(row.key);
  }
  return { kind: 'rows', rows: next };
}

/** The people of these rows, each once: not the signed-in person, and nobody who only has a role. */
export function peopleIn(rows: readonly AuditRow[]): Person[] {
  const found = new Map<string, Person>();
  for (const row of rows) {
    if (row.kind === 'share' || row.isMe || (row.kind === 'grant' && row.via.kind === 'role')) continue;
    const { access } = row;
    if (access.to === 'guest' && access.guest.kind === 'person') found.set(access.guest.id, access.guest);
  }
  return [...found.values()];
}

/** How many rows are ticked, of as many as match. */
export function countSelected(selection: Selection, matches: number): number {
  return selection.kind === 'all' ? matches : selection.rows.size;
}

/** What the ticked rows stand for together; null for all, of which nobody has added it up. */
export function weighSelected(selection: Selection): number | null {
  if (selection.kind === 'all') return null;
  return [...selection.rows.values()].reduce((sum, each) => sum + each, 0);
}

/** The tick at the top of the column. */
export function tickOfAll(selection: Selection, matches: number): 'none' | 'some' | 'all' {
  const count = countSelected(selection, matches);
  if (count === 0) return 'none';
  return count >= matches ? 'all' : 'some';
}

/** What a change of the ticked rows is about. Open rows make no difference to it. */
export function targetsOf(selection: Selection, query: AuditQuery): ChangeTargets {
  const plain = { ...query, open: [] };
  return selection.kind === 'all'
    ? { kind: 'query', query: plain }
    : { kind: 'rows', rows: [...selection.rows.keys()], query: plain };
}
