import { describe, expect, it } from 'vitest';
import { cleanPath } from './PastePath';

describe('cleanPath', () => {
  it.each([
    [' /data/results ', '/data/results'],
    ['"C:\\Users\\nora\\my results"', 'C:\\Users\\nora\\my results'],
    ["'/data/results'", '/data/results'],
    ['file:///data/my%20results', '/data/my results'],
    ['file:///C:/data', 'C:/data'],
    ['/data/100%25 sure', '/data/100%25 sure'],
    ['file:///data/%E0%A4%A', 'file:///data/%E0%A4%A'],
  ])('reads %s', (text, path) => expect(cleanPath(text)).toBe(path));
});
