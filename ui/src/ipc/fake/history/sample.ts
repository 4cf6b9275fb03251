import type { Access, HistoryEntry, Person, Stored } from '../../bindings';
import { alex, jonas, mei, omar, priya, SAMPLE_NOW } from '../people';

const COLLECTION = { collectionId: 'eeeeeeee-0000-4000-9000-000000000002', collectionName: 'Maple trial 2026' };
const HOUR = 3_600_000;

function guest(person: Person): Access {
  return { to: 'guest', guest: { kind: 'person', ...person } };
}

function entry(
  id: string,
  hoursAgo: number,
  more: Partial<HistoryEntry> & Pick<HistoryEntry, 'by' | 'what'>,
): HistoryEntry {
  return {
    ...COLLECTION,
    id,
    at: new Date(SAMPLE_NOW - hoursAgo * HOUR).toISOString(),
    path: '/Results/',
    name: 'Results',
    access: null,
    before: null,
    after: null,
    changeId: null,
    shareId: null,
    canShareAgain: false,
    canUndo: false,
    ...more,
  };
}

const read = (endsAt: string | null): Stored => ({ permissions: 'r', endsAt });

/** A few days of a lab: the newest first. */
export function sampleHistory(): HistoryEntry[] {
  const extended = { by: 'thisApp', what: 'changed', changeId: 'change-1', canUndo: true } as const;
  const longer = { before: read('2026-09-25T04:59:59Z'), after: read('2026-12-19T05:59:59Z') };
  return [
    entry('h1', 1, { ...extended, ...longer, access: guest(alex) }),
    entry('h2', 1, { ...extended, ...longer, access: guest(priya) }),
    entry('h3', 3, {
      by: 'somebodyElse',
      what: 'shared',
      access: guest(jonas),
      after: { permissions: 'rw', endsAt: null },
      path: '/Results/raw/',
      name: 'raw',
    }),
    entry('h4', 33, {
      by: 'endDate',
      what: 'ended',
      access: guest(mei),
      before: read('2026-09-16T04:59:59Z'),
      canShareAgain: true,
    }),
    entry('h5', 33, {
      by: 'endDate',
      what: 'ended',
      access: guest(omar),
      before: read('2026-09-16T04:59:59Z'),
      canShareAgain: true,
    }),
    entry('h6', 50, { by: 'thisApp', what: 'roleGiven', access: guest(omar), path: '/', name: 'Maple trial 2026' }),
    entry('h7', 51, {
      by: 'thisApp',
      what: 'shared',
      access: guest(mei),
      after: read('2026-09-16T04:59:59Z'),
      shareId: 'share-1',
    }),
    entry('h8', 51, { by: 'thisApp', what: 'collectionMade', path: '/', name: 'Maple trial 2026', shareId: 'share-1' }),
  ];
}
