import { describe, expect, it } from 'vitest';
import type { ShareEvent } from '../../../ipc/bindings';
import { alex, grant, plan, priya } from '../testing/samples';
import { countProgress, progressReducer, startProgress } from './progress';

describe('progress', () => {
  it('follows the channel, row by row', () => {
    const events: ShareEvent[] = [
      { kind: 'started', shareId: 'share-1' },
      { kind: 'creatingCollection', folder: 0 },
      { kind: 'collectionCreated', folder: 0, collectionId: 'c-new' },
      { kind: 'grant', grant: '1', state: { kind: 'shared' } },
      { kind: 'grant', grant: '2', state: { kind: 'readingBack' } },
    ];
    const begun = startProgress(plan([grant('1', alex), grant('2', priya)]));
    const states = events.map((_, index) => events.slice(0, index + 1).reduce(progressReducer, begun));
    expect(states.map((state) => state.creating)).toEqual([null, 0, null, null, null]);
    const last = states.at(-1) ?? begun;
    expect(last).toMatchObject({ shareId: 'share-1', states: { 2: { kind: 'readingBack' } } });
    expect(countProgress(last)).toEqual({ done: 1, total: 2 });
  });
});
