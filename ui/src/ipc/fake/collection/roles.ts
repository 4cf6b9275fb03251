import type { AssignableRole, Guest, RoleRow } from '../../bindings';
import { principal } from '../audit/rows';
import type { SampleCollection, SampleGrant, SampleWorld } from '../audit/sample';
import { nora, omar } from '../people';
import { allowedRoles, type FakeLimits } from '../policy';

/** A role that gives no access to files, which is why it is no grant. */
export interface ActivityRole {
  id: string;
  collectionId: string;
  guest: Guest;
  role: AssignableRole;
}

const NAMES: Record<string, AssignableRole> = { administrator: 'administrator', access_manager: 'accessManager' };
const STRENGTH: AssignableRole[] = ['administrator', 'accessManager', 'activityManager', 'activityMonitor'];

/** Marta watches the transfers of the maple trial. */
export function sampleActivityRoles(world: SampleWorld): ActivityRole[] {
  const maple = world.collections.find(({ name }) => name === 'Maple trial 2026');
  const marta: Guest = {
    kind: 'person',
    ...omar,
    id: 'aaaaaaaa-0000-4000-9000-000000000005',
    username: 'marta.oyelaran@northfield.example',
    name: 'Marta Oyelaran',
    inGroup: null,
  };
  if (!maple) return [];
  const id = '99999999-0000-4000-8000-000000000001';
  return [{ id, collectionId: maple.id, guest: marta, role: 'activityMonitor' }];
}

/** Everybody with a role, the owner first, then by strength. */
export function roleRows(
  world: SampleWorld,
  activity: ActivityRole[],
  collection: SampleCollection,
  limits: FakeLimits,
): RoleRow[] {
  const row = (rest: Omit<RoleRow, 'instead'>): RoleRow => ({
    ...rest,
    instead: allowedRoles(limits, rest.guest, rest.role),
  });
  const stored = world.grants.flatMap((grant): RoleRow[] => {
    const role = NAMES[grant.role ?? ''];
    if (grant.collection !== collection || role === undefined || grant.access.to !== 'guest') return [];
    const isMe = principal(grant.access) === `p:${nora.id}`;
    return [row({ id: grant.id, guest: grant.access.guest, role, owner: isMe, isMe })];
  });
  const others = activity
    .filter(({ collectionId }) => collectionId === collection.id)
    .map(({ id, guest, role }) => row({ id, guest, role, owner: false, isMe: false }));
  return [...stored, ...others].sort(
    (a, b) => Number(b.owner) - Number(a.owner) || STRENGTH.indexOf(a.role) - STRENGTH.indexOf(b.role),
  );
}

/** The role of somebody who may read and write everything, as it stands among the grants. */
export function roleGrant(id: string, collection: SampleCollection, guest: Guest, role: AssignableRole): SampleGrant {
  return {
    id,
    collection,
    path: '/',
    role: role === 'administrator' ? 'administrator' : 'access_manager',
    access: { to: 'guest', guest },
    permissions: 'rw',
    endsAt: null,
    noEndReason: null,
    noEffect: false,
    changed: null,
  };
}
