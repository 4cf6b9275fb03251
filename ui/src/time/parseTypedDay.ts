import { CalendarDate } from '@internationalized/date';
import { dateFormat } from './dateFormat';

/** What a typed date turned out to be. */
export type TypedDay = { kind: 'day'; day: CalendarDate } | { kind: 'ambiguous' } | { kind: 'unreadable' };

const unreadable: TypedDay = { kind: 'unreadable' };

function make(year: number, month: number, day: number): TypedDay {
  const date = new CalendarDate(year, month, day);
  // CalendarDate moves 31 February to the last day there is; a person who types it made a slip.
  const kept = date.year === year && date.month === month && date.day === day;
  return kept ? { kind: 'day', day: date } : unreadable;
}

/** Without a year the next such day is meant. */
function next(month: number, day: number, today: CalendarDate): TypedDay {
  const thisYear = make(today.year, month, day);
  if (thisYear.kind === 'day' && thisYear.day.compare(today) >= 0) return thisYear;
  return make(today.year + 1, month, day);
}

function monthOf(word: string, locale: string): number | null {
  const wanted = word.toLocaleLowerCase(locale).replace(/\.$/, '');
  if (wanted.length < 3) return null;
  for (const language of [locale, 'en']) {
    const format = dateFormat(language, { month: 'long', timeZone: 'UTC' });
    for (let month = 1; month <= 12; month += 1) {
      const name = format.format(new Date(Date.UTC(2026, month - 1, 1))).toLocaleLowerCase(locale);
      if (name.startsWith(wanted) || (wanted === 'sept' && month === 9)) return month;
    }
  }
  return null;
}

function fullYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

/**
 * Reads a date as people write it: `18 Dec`, `Dec 18, 2026`, `18.12.2026`, `2026-12-18`, `+90`. Two numbers with a
 * slash mean different days in different countries; where both readings are days, it is said and not guessed.
 */
export function parseTypedDay(text: string, today: CalendarDate, locale = 'en'): TypedDay {
  // A weekday in front is redundant: "Fri 18 Dec 2026" is how the app itself writes.
  const typed = text.trim().replace(/^\p{L}+\.?,?\s+(?=\d+\.?\s+\p{L})/u, '');
  let match = /^\+\s*(\d{1,4})$/.exec(typed);
  if (match) return { kind: 'day', day: today.add({ days: Number(match[1]) }) };

  match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (match) return make(Number(match[1]), Number(match[2]), Number(match[3]));

  match = /^(\d{1,2})\.\s*(\d{1,2})\.?(?:\s*(\d{4}|\d{2}))?$/.exec(typed);
  if (match) {
    const [, day, month, year] = match;
    if (year === undefined) return next(Number(month), Number(day), today);
    return make(fullYear(year), Number(month), Number(day));
  }

  match = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/.exec(typed);
  if (match) {
    const [first, second, year] = [Number(match[1]), Number(match[2]), fullYear(match[3] ?? '')];
    if (first === second || second > 12) return make(year, first, second);
    return first > 12 ? make(year, second, first) : { kind: 'ambiguous' };
  }

  match = /^(\d{1,2})(?:st|nd|rd|th|\.)?\s+(\p{L}+\.?),?(?:\s+(\d{4}))?$/u.exec(typed);
  const [day, word, year] = match
    ? [match[1], match[2], match[3]]
    : (/^(\p{L}+\.?)\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?$/u
        .exec(typed)
        ?.slice(1)
        .map((part, index, all) => (index === 0 ? all[1] : index === 1 ? all[0] : part)) ?? []);
  const month = word === undefined ? null : monthOf(word, locale);
  if (month === null || day === undefined) return unreadable;
  return year === undefined ? next(month, Number(day), today) : make(Number(year), month, Number(day));
}
