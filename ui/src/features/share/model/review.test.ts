import { describe, expect, it } from 'vitest';
import { alex, grant, lab, plan, priya } from '../testing/samples';
import { confirmations, countPlan, NO_ANSWERS, openTicks, overLimit, reviewRows } from './review';

const [results] = plan([]).folders;
if (results === undefined) throw new Error('the sample plan has a folder');
const raw = { ...results, name: 'Raw', localPath: '/home/nora/Raw' };
const twoFolders = plan(
  [
    grant('1', alex, { permissions: 'rw', warnings: [{ kind: 'canDelete' }] }),
    grant('2', alex, { permissions: 'rw', folder: 1, warnings: [{ kind: 'canDelete' }] }),
    grant('3', priya),
    grant('4', priya, { folder: 1, endsAt: null, lastDay: null }),
  ],
  {
    folders: [results, raw],
    ticks: [
      { kind: 'haveCopy', grant: '1' },
      { kind: 'haveCopy', grant: '2' },
      { kind: 'typeName', folder: 1, expected: 'Raw' },
    ],
  },
);

describe('the review', () => {
  it('tells folders with the same terms in one sentence and others apart', () => {
    const [first, other] = reviewRows(twoFolders);
    expect(first?.sentences.map((sentence) => sentence.folders)).toEqual([['Results', 'Raw']]);
    expect(other?.sentences.map((sentence) => sentence.folders)).toEqual([['Results'], ['Raw']]);
  });

  it('says a warning once, with the folders it is about', () => {
    expect(reviewRows(twoFolders)[0]?.warnings).toEqual([
      { warning: { kind: 'canDelete' }, folders: ['Results', 'Raw'] },
    ]);
  });

  it('asks for one tick per guest and one name per folder', () => {
    expect(openTicks(twoFolders, NO_ANSWERS).map((tick) => tick.kind)).toEqual(['haveCopy', 'typeName']);
    const answers = { haveCopy: [`person:${alex.id}`], typedNames: { [raw.localPath]: 'Raw' } };
    expect(openTicks(twoFolders, answers)).toEqual([]);
    expect(confirmations(twoFolders, answers)).toEqual({ haveCopy: ['1', '2'], typedNames: ['', 'Raw'] });
  });

  it('counts guests, not rows', () => {
    expect(countPlan(twoFolders)).toEqual({ people: 2, groups: 0, wider: 'none' });
    const wide = plan([grant('1', lab), grant('2', lab, { access: { to: 'anyone' } })]);
    expect(countPlan(wide)).toEqual({ people: 0, groups: 1, wider: 'anyone' });
  });

  it('knows when there is no room, and when it is only tight', () => {
    expect(overLimit(plan([], { warnings: [{ kind: 'limit', after: 1000, limit: 1000 }] }))).toBeNull();
    expect(overLimit(plan([], { warnings: [{ kind: 'limit', after: 1001, limit: 1000 }] }))).not.toBeNull();
  });
});
