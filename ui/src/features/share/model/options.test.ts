import { describe, expect, it } from 'vitest';
import type { Suggestions } from '../../../ipc/bindings';
import { lab, person } from '../testing/samples';
import { firstActive, offer } from './options';

const robot = person('r-1', 'Whitfield Lab automation', 'r-1@clients.auth.globus.org', { application: true });
const priya = person('p-1', 'Priya Raman', 'priya.raman@northfield.example');

/** An answer as it comes when programs fit the letters best. */
function answer(people: Suggestions['people'], groups: Suggestions['groups']): Suggestions {
  return { people, groups, exact: null };
}

describe('what the people box offers', () => {
  it('puts programs behind people and groups, so that Enter never takes one by accident', () => {
    const { options } = offer(answer([robot, priya], [lab]));
    expect(options.map((option) => option.kind === 'guest' && [option.section, option.guest.name])).toEqual([
      ['people', 'Priya Raman'],
      ['groups', 'Whitfield Lab'],
      ['applications', 'Whitfield Lab automation'],
    ]);
    expect(firstActive(options)).toBe(0);
  });
});
