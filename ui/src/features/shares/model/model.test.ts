import { describe, expect, it } from 'vitest';

import { SAMPLE_NOW as NOW, SAMPLE_ZONE as ZONE } from '../../../ipc/fake';
import { group, list, person, rule, share, withRole } from '../fixtures';
import { nextEnd, readEnd, type Clock } from './ends';
import { atMost, countGuests, firstEnd, ownGuests } from './facts';
import { countFilters, narrow, shownFilters, type Filter } from './filters';
import { withGuest, withoutRule } from './patch';
import { whatRemains } from './remains';
import { toRows } from './rows';
import { DEFAULT_SORT, pressColumn, sortShares } from './sort';

const clock: Clock = { now: NOW, timeZone: ZONE };
const names = (shares: { name: string }[]) => shares.map((one) => one.name);

describe('ends', () => {
  it("counts days in the person's zone, not in UTC", () => {
    // 04:59:59 UTC on the 24th is the last second of the 23rd in Chicago: six days from the 17th.
    expect(readEnd('2026-09-24T04:59:59Z', clock)).toMatchObject({ kind: 'ahead', days: 6, soon: true });
    expect(readEnd('2026-09-24T04:59:59Z', { ...clock, timeZone: 'Europe/Berlin' })).toMatchObject({ days: 7 });
  });

  it('calls fourteen days soon and fifteen not', () => {
    expect(readEnd('2026-10-02T04:59:59Z', clock)).toMatchObject({ days: 14, soon: true });
    expect(readEnd('2026-10-03T04:59:59Z', clock)).toMatchObject({ days: 15, soon: false });
  });

  it('knows what is over and what never ends', () => {
    expect(readEnd('2026-09-17T14:12:00Z', clock).kind).toBe('ended');
    expect(readEnd(null, clock).kind).toBe('never');
  });

  it('leads with the soonest end ahead, not with one that is over', () => {
    const over = '2026-09-01T04:59:59Z';
    const ahead = '2026-10-01T04:59:59Z';
    expect(nextEnd([null, ahead, over], NOW)).toBe(ahead);
    expect(nextEnd([over, null], NOW)).toBe(over);
    expect(nextEnd([null], NOW)).toBeNull();
  });
});

describe('facts', () => {
  it('leaves roles out of level and end', () => {
    const one = share('Results', [person('Alex Kim'), withRole('Tomás Ferreira', 'administrator')]);
    expect(atMost(one)).toBe('r');
    expect(firstEnd(one, NOW)).toBe('2026-12-19T05:59:59.000Z');
    expect(ownGuests(one)).toHaveLength(1);
  });

  it('counts people, groups and everyone apart', () => {
    const guests = [person('Alex Kim'), person('Priya Raman'), group('Whitfield Lab'), rule({ to: 'anyone' })];
    expect(countGuests(guests)).toEqual({ people: 2, groups: 1, signedIn: false, anyone: true });
  });
});

describe('filters', () => {
  const shares = [
    share('Spring', [person('Jonas Lindqvist', { outside: true }, { endsAt: '2026-09-24T04:59:59Z' })]),
    share('Results', [person('Alex Kim', {}, { permissions: 'rw' }), withRole('Tomás Ferreira', 'administrator')]),
    share('Gel images', [person('Priya Raman')], { badges: ['folderNotFound'] }),
    share('Field notes', [person('Mei Otsuka')], { badges: ['offline'] }),
    share('Teaching', [rule({ to: 'anyone' }, { endsAt: null })], { badges: ['anyone', 'noEndDate'] }),
    share('Mine', [person('Alex Kim'), withRole('Nora Whitfield', 'administrator', { isMe: true })]),
  ];
  const only = (...filters: Filter[]) => names(narrow(shares, { filters: new Set(filters), search: '' }, clock));

  it('counts what each chip shows', () => {
    const counts = countFilters(shares, clock);
    expect(counts).toEqual({
      attention: 3,
      endingSoon: 1,
      noEndDate: 1,
      canChange: 1,
      outside: 1,
      public: 1,
      broken: 2,
      role: 1,
    });
    for (const [filter, count] of Object.entries(counts)) expect(only(filter as Filter)).toHaveLength(count);
  });

  it('narrows down with every chip that is on', () => {
    expect(only('endingSoon', 'outside')).toEqual(['Spring']);
    expect(only('endingSoon', 'broken')).toEqual([]);
  });

  it('finds folders, guests and addresses, whatever the accents and the order', () => {
    const find = (search: string) => names(narrow(shares, { filters: new Set(), search }, clock));
    expect(find('tomas')).toEqual(['Results']);
    expect(find('KIM alex')).toEqual(['Results', 'Mine']);
    expect(find('priya.raman@north')).toEqual(['Gel images']);
    expect(find('gel IMAGES')).toEqual(['Gel images']);
    expect(find('nobody')).toEqual([]);
  });

  it('offers no chip that would show nothing, unless it is on', () => {
    const counts = countFilters(shares.slice(0, 1), clock);
    expect(shownFilters(counts, { filters: new Set(), search: '' }, null)).toEqual(['endingSoon', 'outside']);
    expect(shownFilters(counts, { filters: new Set(['broken']), search: '' }, 'attention')).toEqual([
      'attention',
      'endingSoon',
      'outside',
      'broken',
    ]);
  });
});

describe('sorting', () => {
  const shares = [
    share('Run 10', [person('A', {}, { endsAt: null })]),
    share('Run 9', [person('B', {}, { endsAt: '2026-11-01T04:59:59Z' })]),
    share('run 1', [person('C', {}, { endsAt: '2026-10-01T04:59:59Z' })]),
  ];

  it('puts the soonest end first and no end last, in both directions', () => {
    expect(names(sortShares(shares, DEFAULT_SORT, clock, 'en'))).toEqual(['run 1', 'Run 9', 'Run 10']);
    const turned = pressColumn(DEFAULT_SORT, 'end');
    expect(names(sortShares(shares, turned, clock, 'en'))).toEqual(['Run 9', 'run 1', 'Run 10']);
  });

  it('sorts names as people do', () => {
    const byName = pressColumn(DEFAULT_SORT, 'name');
    expect(byName.direction).toBe('ascending');
    expect(names(sortShares(shares, byName, clock, 'en'))).toEqual(['run 1', 'Run 9', 'Run 10']);
  });
});

describe('what remains', () => {
  const top = { collectionId: 'maple', collectionName: 'Maple trial' };
  const alexHere = person('Alex Kim');
  const results = share('Results', [alexHere], { ...top, path: '/Results/' });
  const leaving = new Set([alexHere.ruleId ?? '']);

  it('finds a share on a folder above, a role, and everyone', () => {
    const root = share(
      'Maple trial',
      [person('Alex Kim'), withRole('Alex Kim', 'administrator'), rule({ to: 'signedIn' })],
      { ...top, path: '/' },
    );
    expect(whatRemains([root, results], results, alexHere, leaving, clock)).toEqual([
      { kind: 'share', name: 'Maple trial' },
      { kind: 'role' },
      { kind: 'signedIn', name: 'Maple trial' },
    ]);
  });

  it('takes no notice of folders beside or below, of other collections and of what is over', () => {
    const beside = share('Results 2', [person('Alex Kim')], { ...top, path: '/Results 2/' });
    const below = share('figures', [person('Alex Kim')], { ...top, path: '/Results/figures/' });
    const elsewhere = share('Other', [person('Alex Kim')]);
    const over = share('Maple trial', [person('Alex Kim', {}, { endsAt: '2026-01-01T00:00:00Z' })], top);
    expect(whatRemains([beside, below, elsewhere, over, results], results, alexHere, leaving, clock)).toEqual([]);
  });
});

describe('putting answers into the list', () => {
  const alex = person('Alex Kim');
  const priya = person('Priya Raman');
  const results = share('Results', [alex, priya, withRole('Tomás Ferreira', 'administrator')]);
  const before = list([results]);

  it('replaces the one permission that was read back', () => {
    const after = withGuest(before, results, { ...alex, permissions: 'rw' });
    expect(after.shares[0]?.guests.map((guest) => guest.permissions)).toEqual(['rw', 'r', 'rw']);
    expect(before.shares[0]?.guests[0]?.permissions).toBe('r');
  });

  it('says of the share what is so now', () => {
    const endless = { ...alex, endsAt: null };
    const open = share('Results', [endless, priya], { badges: ['offline', 'noEndDate'] });
    const after = withGuest(list([open]), open, { ...alex, permissions: 'rw' }).shares[0];
    expect(after).toMatchObject({ atMost: 'rw', firstEnd: alex.endsAt, badges: ['offline'] });
    const back = withGuest(list([open]), open, endless).shares[0];
    expect(back).toMatchObject({ atMost: 'r', badges: ['offline', 'noEndDate'] });
  });

  it('lets the share leave with its last permission, though a role stays', () => {
    const one = withoutRule(before, results, alex.ruleId ?? '');
    expect(one.shares[0]?.guests).toHaveLength(2);
    expect(withoutRule(one, results, priya.ruleId ?? '').shares).toEqual([]);
  });
});

describe('rows', () => {
  it('unfolds only open shares', () => {
    const results = share('Results', [person('Alex Kim'), withRole('Tomás Ferreira', 'administrator')]);
    const notes = share('Field notes', [person('Mei Otsuka')]);
    const [head] = toRows([results], new Set(), () => false);
    expect(toRows([results, notes], new Set([head?.key ?? '']), () => false).map((row) => row.kind)).toEqual([
      'share',
      'guest',
      'guest',
      'actions',
      'share',
    ]);
  });
});
