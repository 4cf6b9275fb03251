import type { AssignableRole, CollectionDetails, RoleRow } from '../../../ipc/bindings';

/** From the strongest down, as they are offered. */
export const ROLES: readonly AssignableRole[] = [
  'administrator',
  'accessManager',
  'activityManager',
  'activityMonitor',
];

/** What a role may do, in the order of the columns (Transfer API, roles). */
export const POWERS = ['files', 'list', 'change', 'remove', 'roles', 'transfers', 'delete'] as const;

export type Power = (typeof POWERS)[number];

const MAY: Record<AssignableRole, readonly Power[]> = {
  administrator: POWERS,
  accessManager: ['files', 'list', 'change', 'remove'],
  activityManager: ['transfers'],
  activityMonitor: ['transfers'],
};

/** Whether a role may do something. */
export const roleMay = (role: AssignableRole, power: Power): boolean => MAY[role].includes(power);

/** Roles of the same person, beside this one. */
export const otherRoles = (rows: readonly RoleRow[], of: RoleRow): RoleRow[] =>
  rows.filter((row) => row !== of && row.guest.id === of.guest.id);

/** Why roles can't be given or taken by the signed-in person; null when they can. */
export type RolesFixed = 'server' | 'subscription' | 'role';

export function rolesFixed({ may }: Pick<CollectionDetails, 'may'>): RolesFixed | null {
  if (may.changeRoles) return null;
  if (may.because !== null && may.because !== 'administrator') return 'role';
  if (may.onServer) return 'server';
  return may.rolesNeedSubscription ? 'subscription' : 'role';
}
