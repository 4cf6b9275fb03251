import { dayOf, endOfDay } from '../../time/days';
import type { Access, Guest, Permissions, Share, ShareBadge, ShareGuest, Storage } from '../bindings';
import { alex, eastlakeCore, jonas, mei, nora, omar, priya, SAMPLE_NOW, SAMPLE_ZONE, whitfieldLab } from './people';

export const researchStorage: Storage = {
  id: 'cccccccc-0000-4000-8000-000000000001',
  name: 'Northfield Research Storage',
  kind: 'server',
  online: true,
  highAssurance: false,
};

export const thisComputer: Storage = {
  id: 'cccccccc-0000-4000-8000-000000000002',
  name: 'Nora’s laptop',
  kind: 'thisComputer',
  online: true,
  highAssurance: false,
};

/** The moment at which access ends, a number of days from the sample's today. */
export function endsIn(days: number): string {
  const day = dayOf(SAMPLE_NOW, SAMPLE_ZONE).add({ days });
  return endOfDay(day, SAMPLE_ZONE).instant.toISOString();
}

export const toPerson = (person: typeof alex): Guest => ({ kind: 'person', ...person });
export const toGroup = (group: typeof whitfieldLab): Guest => ({ kind: 'group', ...group });

let rules = 0;

function rule(access: Access, permissions: Permissions, endsAt: string | null, isMe = false): ShareGuest {
  rules += 1;
  return {
    ruleId: `dddddddd-0000-4000-8000-${String(rules).padStart(12, '0')}`,
    roleId: null,
    role: null,
    access,
    permissions,
    endsAt,
    createdAt: '2026-06-18T09:00:00Z',
    isMe,
  };
}

const guest = (who: Guest): Access => ({ to: 'guest', guest: who });

function owner(): ShareGuest {
  const me: Guest = {
    kind: 'person',
    ...omar,
    id: nora.id,
    username: nora.username,
    name: nora.name,
    inGroup: null,
  };
  return { ...rule(guest(me), 'rw', null, true), ruleId: null, roleId: 'role-1', role: 'administrator' };
}

function share(number: number, name: string, guests: ShareGuest[], more: Partial<Share> = {}): Share {
  const collectionId = `eeeeeeee-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const ends = guests.flatMap((each) => (each.endsAt === null ? [] : [each.endsAt])).sort();
  return {
    collectionId,
    collectionName: name,
    path: '/',
    name,
    storage: researchStorage,
    guests,
    atMost: guests.some((each) => each.ruleId !== null && each.permissions === 'rw') ? 'rw' : 'r',
    firstEnd: ends[0] ?? null,
    badges: guests.some((each) => each.ruleId !== null && each.endsAt === null) ? ['noEndDate'] : [],
    canChange: true,
    canRemove: true,
    link: `https://app.globus.org/file-manager?origin_id=${collectionId}&origin_path=%2F`,
    ...more,
  };
}

const badge = (...badges: ShareBadge[]) => ({ badges });

/** Fresh copies, since the fake changes them. */
export function sampleShares(): Share[] {
  rules = 0;
  return [
    share(1, 'Spring sequencing', [
      owner(),
      rule(guest(toGroup(eastlakeCore)), 'r', endsIn(6)),
      rule(guest(toPerson(mei)), 'r', endsIn(6)),
      rule(guest(toPerson(alex)), 'rw', endsIn(92)),
    ]),
    share(2, 'Maple trial 2026', [owner(), rule(guest(toGroup(whitfieldLab)), 'rw', endsIn(195))]),
    share(
      3,
      'Reviewer files',
      [rule(guest(toPerson(jonas)), 'r', endsIn(11)), rule(guest(toPerson(priya)), 'r', endsIn(13))],
      {
        storage: thisComputer,
      },
    ),
    share(4, 'Old figures', [rule(guest(toPerson(omar)), 'r', endsIn(60))], badge('folderNotFound')),
    share(5, 'Open images', [rule({ to: 'anyone' }, 'r', null)], badge('anyone', 'noEndDate')),
    share(6, 'Field notes', [rule(guest(toPerson(alex)), 'rw', endsIn(365))], {
      storage: { ...thisComputer, online: false },
      ...badge('offline'),
    }),
  ];
}
