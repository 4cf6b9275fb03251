import { describe, expect, it } from 'vitest';
import { dayOf, daysBetween, endOfDay, formatOffset, zoneCity } from './days';

describe('days', () => {
  it('takes the day of an instant in the zone', () => {
    expect(dayOf('2026-12-19T05:59:59Z', 'America/Chicago').toString()).toBe('2026-12-18');
    expect(dayOf('2026-12-19T06:00:00Z', 'America/Chicago').toString()).toBe('2026-12-19');
  });

  it('counts days across a change of the clocks', () => {
    expect(daysBetween(dayOf('2026-10-31'), dayOf('2026-11-02'))).toBe(2);
  });

  it.each([
    ['2026-12-18', 'America/Chicago', '2026-12-19T05:59:59.000Z', 'UTC−6'],
    ['2026-10-17', 'America/Chicago', '2026-10-18T04:59:59.000Z', 'UTC−5'],
    // The day on which the clocks change.
    ['2026-11-01', 'America/Chicago', '2026-11-02T05:59:59.000Z', 'UTC−6'],
    ['2026-12-18', 'Asia/Kolkata', '2026-12-18T18:29:59.000Z', 'UTC+5:30'],
    ['2026-12-18', 'UTC', '2026-12-18T23:59:59.000Z', 'UTC'],
  ])('ends %s in %s', (day, zone, instant, offset) => {
    const end = endOfDay(dayOf(day), zone);
    expect(end.instant.toISOString()).toBe(instant);
    expect(formatOffset(end.offsetMinutes)).toBe(offset);
  });

  it('names the city of a zone', () => {
    expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
    expect(zoneCity('UTC')).toBe('UTC');
  });
});
