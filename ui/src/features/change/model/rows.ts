import { accessKey } from '../../../components/guests/guests';
import type { PlannedChange } from '../../../ipc/bindings';

/** Whether anything happens to a row at all. */
export function happens({ step }: PlannedChange): boolean {
  return step.kind !== 'nothing' && step.kind !== 'notPossible';
}

/** Identifies a folder among others. */
export function folderKey({ collectionId, path }: PlannedChange): string {
  return `${collectionId}${path}`;
}

/** What heads a group of rows. */
export type Grouping = 'guest' | 'folder';

/** One line of the review: the head of a group, or a row, below a head or on its own. */
export type ReviewItem =
  | {
      readonly kind: 'head';
      readonly key: string;
      readonly by: Grouping;
      readonly row: PlannedChange;
      readonly count: number;
    }
  | { readonly kind: 'row'; readonly key: string; readonly under: Grouping | null; readonly row: PlannedChange };

/** Rows in groups by guest or by folder, whichever makes fewer. A group of one needs no head. */
export function reviewItems(rows: readonly PlannedChange[]): ReviewItem[] {
  const byGuest = groupBy(rows, ({ access }) => accessKey(access));
  const byFolder = groupBy(rows, folderKey);
  const by: Grouping = byFolder.size < byGuest.size ? 'folder' : 'guest';
  const groups = by === 'guest' ? byGuest : byFolder;
  return [...groups].flatMap(([key, group]): ReviewItem[] => {
    const [first] = group;
    if (first === undefined) return [];
    if (group.length === 1) return [{ kind: 'row', key: first.id, under: null, row: first }];
    return [
      { kind: 'head', key, by, row: first, count: group.length },
      ...group.map((row): ReviewItem => ({ kind: 'row', key: row.id, under: by, row })),
    ];
  });
}

function groupBy(rows: readonly PlannedChange[], keyOf: (row: PlannedChange) => string): Map<string, PlannedChange[]> {
  const groups = new Map<string, PlannedChange[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** The rows of a plan by what becomes of them. */
export function sortOut(rows: readonly PlannedChange[]) {
  return {
    happening: rows.filter(happens),
    staying: rows.filter(({ step }) => step.kind === 'nothing'),
    impossible: rows.filter(({ step }) => step.kind === 'notPossible'),
  };
}

/** Folders that rows are about. */
export function countPlaces(rows: readonly PlannedChange[]): number {
  return new Set(rows.map(folderKey)).size;
}
