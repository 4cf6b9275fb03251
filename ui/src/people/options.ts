import type { Guest, PolicyRule, Suggestions } from '../ipc/bindings';
import { guestKey, personGuest } from '../components/guests/guests';
import { forbiddenIn, NOBODY_FORBIDDEN } from './useForbidden';

/** Programs come last: their addresses help nobody who looks for a person. */
export const SECTIONS = ['people', 'groups', 'applications'] as const;

type Section = (typeof SECTIONS)[number];

/** One thing that can be chosen in the people box. */
export type Option = (
  { kind: 'guest'; key: string; guest: Guest; section: Section } | { kind: 'invite'; key: string; address: string }
) & {
  /** The rule of the institution that stands against them. */
  forbidden: PolicyRule | null;
};

/** Why the box can't take what was typed. */
export type Refusal = 'notAnAddress' | 'noSuchGroup';

/** What the box offers for an answer. */
export interface Offer {
  /** People, then groups, then programs, then the invitation. */
  readonly options: readonly Option[];
  /** Set when an address has belonged to several identities and the person has to choose. */
  readonly several: string | null;
  readonly refusal: Refusal | null;
}

/** Turns an answer into what can be chosen: an exact hit first, each guest once. */
export function offer(suggestions: Suggestions | undefined): Offer {
  const exact = suggestions?.exact?.resolution;
  const guests: Guest[] = [
    ...(exact?.kind === 'found' ? [exact.guest] : []),
    ...(exact?.kind === 'several' ? exact.people.map(personGuest) : []),
    ...(suggestions?.people ?? []).map(personGuest),
    ...(suggestions?.groups ?? []).map((group): Guest => ({ kind: 'group', ...group })),
  ];
  const forbidden = suggestions === undefined ? NOBODY_FORBIDDEN : forbiddenIn(suggestions);
  const options = new Map<string, Option>();
  for (const section of SECTIONS) {
    for (const guest of guests) {
      const key = guestKey(guest);
      if (sectionOf(guest) === section && !options.has(key)) {
        options.set(key, { kind: 'guest', key, guest, section, forbidden: forbidden.get(key) ?? null });
      }
    }
  }
  if (exact?.kind === 'unknown') {
    const rule = suggestions?.exact?.forbidden ?? null;
    options.set('invite', { kind: 'invite', key: 'invite', address: exact.address, forbidden: rule });
  }
  return {
    options: [...options.values()],
    several: exact?.kind === 'several' ? (suggestions?.exact?.input ?? '') : null,
    refusal: exact?.kind === 'notAnAddress' || exact?.kind === 'noSuchGroup' ? exact.kind : null,
  };
}

/** An answer without its groups. */
export function onlyPeople(suggestions: Suggestions | undefined): Suggestions | undefined {
  if (suggestions === undefined) return undefined;
  const { exact } = suggestions;
  const isGroup = exact?.resolution.kind === 'found' && exact.resolution.guest.kind === 'group';
  return { ...suggestions, groups: [], exact: isGroup ? null : exact };
}

function sectionOf(guest: Guest): Section {
  if (guest.kind === 'group') return 'groups';
  return guest.application ? 'applications' : 'people';
}

/** What somebody would be added as. */
export function kindOf(option: Option): Guest['kind'] {
  return option.kind === 'guest' ? option.guest.kind : 'person';
}

/** The option that Enter takes without a move: never an invitation, which has to be chosen on purpose. */
export function firstActive(options: readonly Option[]): number {
  return options[0]?.kind === 'guest' ? 0 : -1;
}

/** Where `typed` matches in `text`, so that the letters can be underlined; null where it does not. */
export function matchRange(text: string, typed: string): [number, number] | null {
  const wanted = typed.trim().toLocaleLowerCase();
  if (wanted === '') return null;
  const folded = text.toLocaleLowerCase();
  // Lower case can be longer than the text itself (İ); then nothing is underlined rather than the wrong letters.
  if (folded.length !== text.length) return null;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(folded[at - 1] ?? '')) return [at, at + wanted.length];
  }
  return null;
}
