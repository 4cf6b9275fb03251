import { CalendarDate } from '@internationalized/date';
import { describe, expect, it } from 'vitest';
import { parseTypedDay } from './parseTypedDay';

const today = new CalendarDate(2026, 9, 17);

function read(text: string, locale?: string): string {
  const typed = parseTypedDay(text, today, locale);
  return typed.kind === 'day' ? typed.day.toString() : typed.kind;
}

describe('parseTypedDay', () => {
  it.each([
    ['18 Dec', '2026-12-18'],
    ['18 December 2026', '2026-12-18'],
    ['Fri 18 Dec 2026', '2026-12-18'],
    ['Dec 18, 2026', '2026-12-18'],
    ['december 18', '2026-12-18'],
    ['1st Oct', '2026-10-01'],
    ['3 Sept 2027', '2027-09-03'],
    ['18.12.2026', '2026-12-18'],
    ['18. 12. 26', '2026-12-18'],
    ['18.12.', '2026-12-18'],
    ['2026-12-18', '2026-12-18'],
    ['+90', '2026-12-16'],
    ['+ 7', '2026-09-24'],
    ['12/18/2026', '2026-12-18'],
    ['18/12/2026', '2026-12-18'],
    ['06/06/2027', '2027-06-06'],
  ])('reads %s', (text, day) => expect(read(text)).toBe(day));

  it('means the next such day without a year', () => {
    expect(read('17 Sep')).toBe('2026-09-17');
    expect(read('16 Sep')).toBe('2027-09-16');
    expect(read('1.2.')).toBe('2027-02-01');
  });

  it('reads months of other languages', () => {
    expect(read('18 dezember', 'de')).toBe('2026-12-18');
    expect(read('18 Dec', 'de')).toBe('2026-12-18');
  });

  it('does not guess', () => {
    expect(read('05/06/2027')).toBe('ambiguous');
  });

  it.each(['', 'soon', '32 Dec', '29 Feb 2027', '31.2.2027', '2026-13-01', '13/13/2026', '18 De', '+', '18'])(
    'can’t read “%s”',
    (text) => expect(read(text)).toBe('unreadable'),
  );
});
