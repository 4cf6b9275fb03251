import { describe, expect, it } from 'vitest';
import { draftReducer, newDraft, type DraftAction } from './draft';
import { firstMissing, summarize, type SheetFacts } from './summary';
import { alex, check, lab, priya } from '../testing/samples';

const defaults = { permissions: 'r', end: { kind: 'on', day: '2026-12-16' } } as const;
const empty = newDraft('draft-1', ['/home/nora/Results'], defaults);
const after = (...actions: DraftAction[]) => actions.reduce(draftReducer, empty);

describe('a draft', () => {
  it('puts the newest guest on top, with the level and end of new guests', () => {
    const draft = after(
      { type: 'guestsAdded', guests: [alex] },
      { type: 'defaultLevelChosen', permissions: 'rw' },
      { type: 'guestsAdded', guests: [lab] },
    );
    expect(draft.guests.map((row) => [row.guest.name, row.permissions])).toEqual([
      ['Whitfield Lab', 'rw'],
      ['Alex Kim', 'r'],
    ]);
  });

  it('takes nobody twice', () => {
    const draft = after({ type: 'guestsAdded', guests: [alex, alex] }, { type: 'guestsAdded', guests: [alex, priya] });
    expect(draft.guests).toHaveLength(2);
  });

  it('gives a removed guest back where it was, with what was chosen for it', () => {
    const full = after(
      { type: 'guestsAdded', guests: [alex, priya, lab] },
      { type: 'levelChosen', key: `person:${priya.id}`, permissions: 'rw' },
    );
    const row = full.guests[1];
    if (row === undefined) throw new Error('three rows were added');
    const without = draftReducer(full, { type: 'guestRemoved', key: `person:${priya.id}` });
    expect(without.guests).toHaveLength(2);
    expect(draftReducer(without, { type: 'guestRestored', row, index: 1 })).toEqual(full);
  });

  it('sets one end for all', () => {
    const draft = after(
      { type: 'guestsAdded', guests: [alex, priya] },
      { type: 'endChosenForAll', end: { kind: 'on', day: '2027-01-31' } },
    );
    expect(draft.guests.map((row) => row.end)).toEqual(Array(2).fill({ kind: 'on', day: '2027-01-31' }));
  });

  it('forgets what was meant for another folder when a smaller part is chosen', () => {
    const draft = after(
      { type: 'guestsAdded', guests: [alex] },
      { type: 'targetChosen', target: check().location?.target ?? null },
      { type: 'accountChosen', id: 'account-1' },
      { type: 'widerChosen', wider: { kind: 'anyone', confirmation: 'Results', end: defaults.end } },
      { type: 'folderReplaced', from: '/home/nora/Results', to: '/home/nora/Results/tables' },
    );
    expect(draft).toMatchObject({
      collectionId: null,
      accountId: null,
      wider: { kind: 'off' },
      folders: ['/home/nora/Results/tables'],
    });
    expect(draft.guests).toHaveLength(1);
  });
});

describe('the footer of the sheet', () => {
  it('counts people and groups, first and last end', () => {
    const draft = after(
      { type: 'guestsAdded', guests: [alex, priya, lab] },
      { type: 'endChosen', key: `person:${alex.id}`, end: { kind: 'on', day: '2026-10-17' } },
      { type: 'endChosen', key: `group:${lab.id}`, end: { kind: 'never', reason: 'archive' } },
    );
    expect(summarize(draft)).toEqual({
      people: 2,
      groups: 1,
      firstEnd: '2026-10-17',
      lastEnd: '2026-12-16',
      endless: 1,
    });
  });
});

describe('the review opens when nothing is missing', () => {
  const facts: SheetFacts = { today: '2026-09-17', checks: [check()], boxText: '', openLines: 0 };
  const listed = after({ type: 'guestsAdded', guests: [alex] });

  it('names the first condition that is not met', () => {
    expect(firstMissing(empty, facts)).toEqual({ kind: 'noGuests' });
    expect(firstMissing(listed, { ...facts, boxText: 'mar' })).toEqual({ kind: 'textInBox' });
    expect(firstMissing(listed, { ...facts, openLines: 2 })).toEqual({ kind: 'openList' });
    expect(firstMissing(listed, { ...facts, today: '2026-12-16' })).toMatchObject({ kind: 'end', problem: 'over' });
    expect(firstMissing(listed, facts)).toBeNull();
  });

  it('wants the folder’s name before everyone gets access, in any Unicode form', () => {
    const wider = (confirmation: string) =>
      draftReducer(listed, { type: 'widerChosen', wider: { kind: 'anyone', confirmation, end: defaults.end } });
    expect(firstMissing(wider('results'), facts)).toEqual({ kind: 'widerName' });
    expect(firstMissing(wider(' Results '), facts)).toBeNull();
    const accented = { ...facts, checks: [check({ name: 'R\u00e9sultats' })] };
    expect(firstMissing(wider('Re\u0301sultats'), accented)).toBeNull();
  });
});
