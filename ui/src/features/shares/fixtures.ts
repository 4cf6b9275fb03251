// Sample shares for this feature's tests.

import type { Access, MyShares, Person, Share, ShareGuest, Storage } from '../../ipc/bindings';
import { endsIn } from '../../ipc/fake';

let counter = 0;

/** A permission of a person's own: read, ending in 92 days, on 18 Dec 2026. */
export function person(name: string, more: Partial<Person> = {}, guest: Partial<ShareGuest> = {}): ShareGuest {
  const username = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@northfield.example`;
  return rule(
    {
      to: 'guest',
      guest: {
        kind: 'person',
        id: `person-${username}`,
        username,
        name,
        organization: 'Northfield University',
        status: 'used',
        outside: false,
        firstTime: false,
        inGroup: null,
        application: false,
        ...more,
      },
    },
    guest,
  );
}

/** A permission of a group. */
export function group(name: string, guest: Partial<ShareGuest> = {}): ShareGuest {
  return rule(
    {
      to: 'guest',
      guest: {
        kind: 'group',
        id: `group-${name}`,
        name,
        memberCount: 12,
        owner: 'nora.whitfield@northfield.example',
        canAddMembers: 2,
        iAmMember: true,
        iAmAdmin: true,
        highAssurance: false,
      },
    },
    guest,
  );
}

/** A permission for anybody. */
export function rule(access: Access, guest: Partial<ShareGuest> = {}): ShareGuest {
  counter += 1;
  return {
    ruleId: `rule-${String(counter)}`,
    roleId: null,
    role: null,
    access,
    permissions: 'r',
    endsAt: endsIn(92),
    createdAt: '2026-09-01T12:00:00Z',
    isMe: false,
    ...guest,
  };
}

/** Access through a role. */
export function withRole(name: string, role: string, more: Partial<ShareGuest> = {}): ShareGuest {
  return person(name, {}, { ruleId: null, roleId: `role-${name}`, role, permissions: 'rw', endsAt: null, ...more });
}

/** The storage of most samples. */
export const STORAGE: Storage = {
  id: 'storage-1',
  name: 'Northfield Research Storage',
  kind: 'server',
  online: true,
  highAssurance: false,
};

/** A share at its collection's root. */
export function share(name: string, guests: ShareGuest[], more: Partial<Share> = {}): Share {
  return {
    collectionId: `collection-${name}`,
    collectionName: name,
    path: '/',
    name,
    storage: STORAGE,
    guests,
    atMost: guests.some((guest) => guest.permissions === 'rw') ? 'rw' : 'r',
    firstEnd: null,
    badges: [],
    canChange: true,
    canRemove: true,
    link: `https://app.globus.org/file-manager?origin_id=collection-${name}&origin_path=%2F`,
    ...more,
  };
}

/** A list as it is answered. */
export function list(shares: Share[], more: Partial<MyShares> = {}): MyShares {
  return {
    shares,
    collections: new Set(shares.map((one) => one.collectionId)).size,
    checkedAt: '2026-09-17T14:10:00Z',
    problems: [],
    cutShort: false,
    ...more,
  };
}
