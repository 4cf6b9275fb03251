import { describe, expect, it } from 'vitest';

import { isList, splitList } from './splitList';

describe('a pasted list', () => {
  it.each([
    ['one per line', 'alex.kim@northfield.example\npriya.raman@northfield.example'],
    ['Windows line ends and blank lines', 'alex.kim@northfield.example\r\n\r\n  priya.raman@northfield.example \r\n'],
    ['commas', 'alex.kim@northfield.example, priya.raman@northfield.example'],
    ['semicolons and names', 'Alex Kim <alex.kim@northfield.example>; Priya Raman <priya.raman@northfield.example>'],
    ['names with commas', '"Kim, Alex" <alex.kim@northfield.example>, "Raman, Priya" <priya.raman@northfield.example>'],
    ['a bare address among named ones', 'Alex Kim <alex.kim@northfield.example>, priya.raman@northfield.example'],
    ['spreadsheet cells', 'alex.kim@northfield.example\tpriya.raman@northfield.example'],
    ['spaces only', 'alex.kim@northfield.example priya.raman@northfield.example'],
    ['links and stray marks', 'mailto:alex.kim@northfield.example\n\u202a(priya.raman@northfield.example).'],
  ])('with %s becomes its entries', (_, text) => {
    expect(splitList(text).lines).toEqual(['alex.kim@northfield.example', 'priya.raman@northfield.example']);
  });

  it('keeps what is no address, so that it can be corrected', () => {
    expect(splitList('alex.kim@northfield.example\nPriya Raman').lines).toEqual([
      'alex.kim@northfield.example',
      'Priya Raman',
    ]);
  });

  it('counts repeats without regard to case', () => {
    expect(splitList('a@alpen.example\nA@ALPEN.example\na@alpen.example')).toEqual({
      lines: ['a@alpen.example'],
      repeated: 2,
    });
  });

  it("keeps a group's link whole", () => {
    const link = 'https://app.globus.org/groups/6f0f2b1a-0000-4000-8000-000000000001/about';
    expect(splitList(link).lines).toEqual([link]);
  });

  it('is a list only with more than one entry', () => {
    expect(isList('Alex Kim')).toBe(false);
    expect(isList(' alex.kim@northfield.example\n')).toBe(false);
    expect(isList('a@alpen.example\na@alpen.example')).toBe(true);
  });
});
