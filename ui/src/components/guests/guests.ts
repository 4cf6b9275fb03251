import type { Access, Guest, Person } from '../../ipc/bindings';

/** Identifies a guest among others: a permission's principal is a type and an id, never a name. */
export function guestKey(guest: Guest): string {
  return `${guest.kind}:${guest.id}`;
}

/** Like {@link guestKey}, for everything a permission can be for. */
export function accessKey(access: Access): string {
  return access.to === 'guest' ? guestKey(access.guest) : access.to;
}

/** What to call a guest; null for a group whose name may not be seen. */
export function guestName(guest: Guest): string | null {
  if (guest.kind === 'group') return guest.name;
  return guest.name ?? guest.username;
}

/** What to call a guest the second time: the first name of a person, the whole name of a group. */
export function shortName(guest: Guest): string | null {
  if (guest.kind === 'group') return guest.name;
  if (guest.name === null) return guest.username;
  // "Raman, Priya" and "Dr. Priya Raman" have no first word to call somebody by.
  const [first = guest.name] = guest.name.trim().split(/\s+/u);
  return /[.,]$/u.test(first) || first.length < 2 ? guest.name : first;
}

/** An address in two parts, so that the domain can stand out and a line breaks after the @ first. */
export function addressParts(username: string): { local: string; domain: string } {
  const at = username.lastIndexOf('@');
  if (at < 0) return { local: username, domain: '' };
  return { local: username.slice(0, at + 1), domain: username.slice(at + 1) };
}

/** How many people and groups a list has. */
export function countGuests(guests: readonly Guest[]): { people: number; groups: number } {
  const groups = guests.filter((guest) => guest.kind === 'group').length;
  return { people: guests.length - groups, groups };
}

/** The tagged form of a person that the people box and the draft use. */
export function personGuest(person: Person): Guest {
  return { kind: 'person', ...person };
}
