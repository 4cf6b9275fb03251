import { NO_LIMITS } from '../../components/policy/limits';
import type {
  AllowedRoles,
  AssignableRole,
  ForbiddenGuest,
  Guest,
  InstitutionPolicy,
  PolicyLimits,
  PolicyRule,
  PolicyStatement,
  Suggestions,
} from '../bindings';

/** The window is told no domains: whom they keep out, the app says. */
export interface FakeLimits extends PolicyLimits {
  domains?: string[];
}

/** A policy, with what only the app knows of it. */
export interface FakePolicy extends InstitutionPolicy {
  limits: FakeLimits;
}

/** No file at either place. */
export function noPolicy(): FakePolicy {
  return {
    files: [
      { place: 'machine', path: '/etc/guestlist/policy.json', state: { kind: 'absent' } },
      { place: 'user', path: '/home/nora/.config/guestlist/policy.json', state: { kind: 'absent' } },
    ],
    statements: [],
    limits: NO_LIMITS,
  };
}

/** One for everybody on the computer. */
export function machinePolicy(limits: Partial<FakeLimits>, says: PolicyStatement['says'][] = []): FakePolicy {
  const [machine, user] = noPolicy().files;
  return {
    files: [machine, user].flatMap((file, index) =>
      file ? [index === 0 ? { ...file, state: { kind: 'inForce' as const } } : file] : [],
    ),
    statements: says.map((each) => ({ from: 'machine', says: each })),
    limits: { ...NO_LIMITS, ...limits },
  };
}

/** What the app says of somebody with this address. */
export function addressRule(address: string, { forbidden, domains = [] }: FakeLimits): PolicyRule | null {
  const belongs = domains.some((own) => address.endsWith(`@${own}`) || address.endsWith(`.${own}`));
  return forbidden.includes('outsideInstitution') && !belongs ? 'outsideInstitution' : null;
}

/** What the app says of a guest. */
export function guestRule(guest: Guest, limits: FakeLimits): PolicyRule | null {
  if (guest.kind === 'person') return addressRule(guest.username, limits);
  return limits.forbidden.includes('groups') ? 'groups' : null;
}

const ROLES: AssignableRole[] = ['activityMonitor', 'activityManager', 'accessManager', 'administrator'];

/** Roles that the app lets somebody have; of those who have one already, in its place. */
export function allowedRoles(limits: FakeLimits, guest?: Guest, has?: AssignableRole): AllowedRoles {
  const own = has === undefined ? -1 : ROLES.indexOf(has);
  const rules = ROLES.map((_, index): PolicyRule | null => {
    if (index <= own) return null;
    const who = guest === undefined ? null : guestRule(guest, limits);
    return who ?? (index >= 2 && limits.forbidden.includes('write') ? 'write' : null);
  });
  return {
    roles: ROLES.filter((role, index) => rules[index] === null && role !== has),
    rule: rules.find((rule) => rule !== null) ?? null,
  };
}

/** Whom of some suggestions the app does not allow. */
export function forbiddenAmong(
  { people, groups }: Pick<Suggestions, 'people' | 'groups'>,
  limits: FakeLimits,
): ForbiddenGuest[] {
  const guests: Guest[] = [
    ...people.map((person) => ({ kind: 'person' as const, ...person })),
    ...groups.map((group) => ({ kind: 'group' as const, ...group })),
  ];
  return guests.flatMap((guest) => {
    const rule = guestRule(guest, limits);
    return rule === null ? [] : [{ guest: { kind: guest.kind, id: guest.id }, rule }];
  });
}
