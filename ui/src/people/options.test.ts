import { describe, expect, it } from 'vitest';
import type { Suggestions } from '../ipc/bindings';
import { priya, sequencer, whitfieldLab } from '../ipc/fake';
import { firstActive, offer, onlyPeople } from './options';

/** An answer as it comes when programs fit the letters best. */
function answer(people: Suggestions['people'], groups: Suggestions['groups']): Suggestions {
  return { people, groups, exact: null, forbidden: [] };
}

describe('what the people box offers', () => {
  it('puts programs behind people and groups, so that Enter never takes one by accident', () => {
    const { options } = offer(answer([sequencer, priya], [whitfieldLab]));
    expect(options.map((option) => option.kind === 'guest' && [option.section, option.guest.name])).toEqual([
      ['people', 'Priya Raman'],
      ['groups', 'Whitfield Lab'],
      ['applications', 'Sequencer 3'],
    ]);
    expect(firstActive(options)).toBe(0);
  });

  it('is no group where only people are wanted, named by its id or not', () => {
    const guest = { kind: 'group' as const, ...whitfieldLab };
    const exact = { input: whitfieldLab.id, resolution: { kind: 'found' as const, guest }, forbidden: null };
    const { options } = offer(onlyPeople({ ...answer([priya], [whitfieldLab]), exact }));
    expect(options.map(({ key }) => key)).toHaveLength(1);
  });
});
