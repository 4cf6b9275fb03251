import { CalendarDate } from '@internationalized/date';
import { describe, expect, it } from 'vitest';
import { alex } from '../ipc/fake';
import { earlier, guestBan, lastDayOf, newShares, NO_LIMITS } from '../components/policy/limits';

const limits = { ...NO_LIMITS, forbidden: ['outsideInstitution' as const], domains: ['northfield.example'] };

describe('limits of the institution', () => {
  it('knows who belongs', () => {
    const ban = (username: string) => guestBan({ kind: 'person', ...alex, username }, limits);
    expect(ban('a@northfield.example')).toBeNull();
    expect(ban('a@MED.northfield.example')).toBeNull();
    expect(ban('a@notnorthfield.example')).toBe('outsideInstitution');
    expect(ban('northfield.example')).toBe('outsideInstitution');
  });

  it('takes the earlier last day', () => {
    expect(lastDayOf({ ...NO_LIMITS, maxEndDays: 9 }, new CalendarDate(2026, 12, 25))).toBe('2027-01-03');
    expect(earlier('2027-01-03', null)).toBe('2027-01-03');
    expect(earlier('2027-01-03', '2026-12-31')).toBe('2026-12-31');
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
