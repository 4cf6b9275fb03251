import { describe, expect, it } from 'vitest';
import { parentOf, partsOf, typedAhead } from './picked';

describe('paths on a storage', () => {
  it('lead up to the top and not beyond', () => {
    expect(['/', '/a/', '/a/b c/', '/~/', '/~/x/'].map(parentOf)).toEqual([null, '/', '/a/', '/', '/~/']);
  });

  it('have parts that lead back to each folder around', () => {
    expect(partsOf('/')).toEqual([]);
    expect(partsOf('/~/a b/')).toEqual([
      { name: '~', path: '/~/' },
      { name: 'a b', path: '/~/a b/' },
    ]);
  });
});

describe('typing ahead', () => {
  const names = ['maple trial', 'reef', 'Results', 'soil'];

  it('finds the next folder that begins so, and begins anew at the end', () => {
    expect(typedAhead(names, 're', 0)).toBe(1);
    expect(typedAhead(names, 'r', 2)).toBe(2);
    expect(typedAhead(names, 'r', 3)).toBe(1);
    expect(typedAhead(names, 'RES', 0)).toBe(2);
  });

  it('finds nothing where nothing fits', () => {
    expect(typedAhead(names, 'x', 0)).toBe(-1);
    expect(typedAhead([], 'x', 0)).toBe(-1);
  });
});
