import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { messages } from '../../../i18n/messages';
import type { Warning } from '../../../ipc/bindings';
import { warningWords, type Message, type WarningPlace } from './warningWords';

const complaints: unknown[] = [];
const intl = createIntl({ locale: 'en', messages, onError: (error) => complaints.push(error) });
const place: WarningPlace = {
  who: 'Alex',
  folders: ['Results'],
  canLeaveOff: true,
  isGroup: false,
  suggestedEnd: '2026-12-16',
  format: {
    day: (day) => `<${day}>`,
    moment: (moment) => `<${moment}>`,
    level: (level) => (level === 'r' ? 'view and download' : 'add, change and delete'),
    list: (names) => names.join(' and '),
  },
};

function say(message: Message | null): string {
  if (message === null) return '';
  const values = { ...message.values, b: (chunks: unknown[]) => chunks.join('') };
  return intl.formatMessage({ id: message.id }, values);
}

function read(warning: Warning, more: Partial<WarningPlace> = {}) {
  const { claim, reason, fixes, tone } = warningWords(warning, { ...place, ...more });
  return { claim: say(claim), reason: say(reason), fixes: fixes.map((fix) => fix.kind), tone };
}

const standing = { path: '/maple-trial/', permissions: 'rw', endsAt: '2027-03-31T05:59:59Z' } as const;
const all: Warning[] = [
  { kind: 'noEffect', via: { kind: 'own' }, ...standing },
  { kind: 'widerAccessStays', via: { kind: 'group', id: 'g', name: 'Whitfield Lab' }, ...standing },
  { kind: 'canDelete' },
  { kind: 'endDateCapped', chosen: '2027-09-17', allowed: '2026-12-31' },
  { kind: 'noEndDate' },
  { kind: 'neverSignedIn', username: 'priya.raman@northfield.example' },
  { kind: 'samePerson', other: 'i-2', username: 'a.kim@alpen.example' },
  { kind: 'closedAccount' },
  { kind: 'groupNotHighAssurance' },
  { kind: 'groupMembersChange', canAdd: 2 },
  { kind: 'public', anonymous: true },
  { kind: 'public', anonymous: false },
  { kind: 'tooMuch', exposure: 'homeFolder', confirmWith: 'nora' },
  { kind: 'tooMuch', exposure: 'driveRoot', confirmWith: 'D:' },
  { kind: 'computerMustBeOn' },
  { kind: 'offline' },
  { kind: 'nameIsPublic', name: 'Results' },
  { kind: 'limit', after: 950, limit: 1000 },
  { kind: 'limit', after: 1001, limit: 1000 },
];

describe('a warning', () => {
  it.each(all.map((warning) => [JSON.stringify(warning), warning] as const))(
    'has words and a fix: %s',
    (_, warning) => {
      const { claim, reason, fixes, tone } = read(warning);
      expect(reason).not.toBe('');
      expect(`${claim} ${reason}`).not.toMatch(/[{}]|undefined|share\.warning/u);
      expect(complaints).toEqual([]);
      // Every warning has a claim and a way out; a note is only something to know.
      if (tone === 'warning') {
        expect(claim).not.toBe('');
        expect(fixes).not.toEqual([]);
      } else expect(fixes).toEqual([]);
    },
  );

  it('says through what somebody can do as much already', () => {
    expect(read({ kind: 'noEffect', via: { kind: 'own' }, ...standing }).reason).toBe(
      'Alex can already add, change and delete in maple-trial, until <2027-03-31T05:59:59Z>.',
    );
    expect(
      read({
        kind: 'noEffect',
        via: { kind: 'role', role: 'administrator' },
        path: '/',
        permissions: 'rw',
        endsAt: null,
      }).reason,
    ).toBe(
      'Alex can already add, change and delete in the whole shared folder, as an administrator, with no end date.',
    );
  });

  it('puts the safe fix first', () => {
    expect(read({ kind: 'noEffect', via: { kind: 'own' }, ...standing }).fixes).toEqual(['leaveOff', 'manage']);
    expect(read({ kind: 'canDelete' }).fixes).toEqual(['readOnly']);
  });

  it('does not offer to leave somebody off who would lose another folder by it', () => {
    const fixes = read({ kind: 'noEffect', via: { kind: 'own' }, ...standing }, { canLeaveOff: false }).fixes;
    expect(fixes).toEqual(['manage']);
  });
});
