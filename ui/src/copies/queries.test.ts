import { describe, expect, it } from 'vitest';
import { sampleCopy } from '../ipc/fake';
import { withCopy } from './queries';

describe('the list of copies', () => {
  const [first, second] = [sampleCopy({ id: 'first' }), sampleCopy({ id: 'second' })];

  it('begins with the newest', () => {
    expect(withCopy([first], second)).toEqual([second, first]);
  });

  it('keeps the place of what changes', () => {
    const changed = { ...first, label: 'renamed' };
    expect(withCopy([second, first], changed)).toEqual([second, changed]);
  });
});
