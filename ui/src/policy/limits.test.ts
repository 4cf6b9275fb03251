import { CalendarDate } from '@internationalized/date';
import { describe, expect, it } from 'vitest';
import { earlier, lastDayOf, newShares, NO_LIMITS, noLater } from '../components/policy/limits';

describe('limits of the institution', () => {
  it('takes the earlier last day', () => {
    expect(lastDayOf({ ...NO_LIMITS, maxEndDays: 9 }, new CalendarDate(2026, 12, 25))).toBe('2027-01-03');
    expect(earlier('2027-01-03', null)).toBe('2027-01-03');
    expect(earlier('2027-01-03', '2026-12-31')).toBe('2026-12-31');
    const [today, day] = [new CalendarDate(2026, 12, 25), new CalendarDate(2027, 1, 4)];
    expect(noLater(day, NO_LIMITS, today)).toBe(day);
    expect(noLater(day, { ...NO_LIMITS, maxEndDays: 10 }, today)).toBe(day);
    expect(noLater(day, { ...NO_LIMITS, maxEndDays: 9 }, today).toString()).toBe('2027-01-03');
  });

  it('puts the person’s choice before the institution’s default, and bans before both', () => {
    const own = { defaultPermissions: 'rw' as const, defaultEndDays: 30 };
    const builtIn = { defaultPermissions: 'r' as const, defaultEndDays: 90 };
    const policy = { ...NO_LIMITS, defaultPermissions: 'rw' as const, defaultEndDays: 14 };
    expect(newShares(builtIn, policy)).toEqual({ permissions: 'rw', endDays: 14 });
    expect(newShares(own, policy)).toEqual({ permissions: 'rw', endDays: 30 });
    expect(newShares(own, { ...policy, forbidden: ['write'], maxEndDays: 20 })).toEqual({
      permissions: 'r',
      endDays: 20,
    });
  });
});
