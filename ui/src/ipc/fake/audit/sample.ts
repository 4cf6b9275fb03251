import type { Access, GroupGuest, Permissions, Person, SinceLastVisit, Storage } from '../../bindings';
import { alex, eastlakeCore, jonas, mapleProject, mei, nora, omar, priya, whitfieldLab } from '../people';
import { endsIn, researchStorage, thisComputer } from '../shares';

/** A guest collection of the sample. */
export interface SampleCollection {
  id: string;
  name: string;
  storage: Storage;
  /** Folders that are not there any more. */
  gone: string[];
  canChange: boolean;
  canRemove: boolean;
}

/** A stored permission or role of the sample. */
export interface SampleGrant {
  id: string;
  collection: SampleCollection;
  path: string;
  /** Null for a permission. */
  role: string | null;
  access: Access;
  permissions: Permissions;
  endsAt: string | null;
  noEndReason: string | null;
  noEffect: boolean;
  changed: SinceLastVisit | null;
}

/** What the sample's person looks after. */
export interface SampleWorld {
  collections: SampleCollection[];
  grants: SampleGrant[];
  /** Who is in which group, by the groups' ids. */
  members: ReadonlyMap<string, readonly string[]>;
}

const number = (value: number) => String(value).padStart(12, '0');

function guest(who: Person | GroupGuest): Access {
  return {
    to: 'guest',
    guest: 'username' in who ? { kind: 'person', ...who } : { kind: 'group', ...who },
  };
}

function someone(index: number, username: string, name: string, more: Partial<Person> = {}): Person {
  return { ...omar, id: `aaaaaaaa-0000-4000-9000-${number(index)}`, username, name, inGroup: null, ...more };
}

const eastlake = { organization: 'Eastlake Core Facility', outside: true };

export const marcus = someone(1, 'm.stein@eastlake.example', 'Marcus Stein', eastlake);
export const tomas = someone(2, 't.ferreira@northfield.example', 'Tomás Ferreira');
export const meiAtNorthfield = someone(3, 'mei.tanaka@northfield.example', 'Mei Tanaka');
const me = someone(4, nora.username, nora.name ?? '', { id: nora.id });

const FIRST = ['Ada', 'Bruno', 'Chiara', 'Dmitri', 'Elif', 'Farah', 'Goran', 'Hanna', 'Ivo', 'Jun'];
const LAST = ['Abbott', 'Berg', 'Castro', 'Duval', 'Eriksen', 'Fonseca', 'Garcia', 'Hoang', 'Ito', 'Jensen'];

/** Forty people who fill the list. */
const crowd: Person[] = Array.from({ length: 40 }, (_, index) => {
  const first = FIRST[index % FIRST.length] ?? '';
  const last = LAST[Math.floor(index / FIRST.length) + ((index * 3) % 6)] ?? '';
  const outside = index % 5 === 4;
  const domain = outside ? 'alpen.example' : 'northfield.example';
  return someone(100 + index, `${first}.${last}@${domain}`.toLowerCase(), `${first} ${last}`, {
    outside,
    organization: outside ? 'Alpen Institute' : 'Northfield University',
  });
});

/** Fresh copies: the fake changes them. `folders` more collections, each shared with a dozen people, fill the list. */
export function sampleWorld(folders = 14): SampleWorld {
  const collections: SampleCollection[] = [];
  const grants: SampleGrant[] = [];

  function collection(name: string, more: Partial<SampleCollection> = {}): SampleCollection {
    const id = `eeeeeeee-0000-4000-9000-${number(collections.length + 1)}`;
    const made = { id, name, storage: researchStorage, gone: [], canChange: true, canRemove: true, ...more };
    collections.push(made);
    grant(made, me, 'rw', null, { role: 'administrator' });
    return made;
  }

  function grant(
    on: SampleCollection,
    who: Access | Person | GroupGuest,
    permissions: Permissions,
    days: number | null,
    more: Partial<SampleGrant> = {},
  ): void {
    grants.push({
      id: `dddddddd-0000-4000-9000-${number(grants.length + 1)}`,
      collection: on,
      path: '/',
      role: null,
      access: 'to' in who ? who : guest(who),
      permissions,
      endsAt: days === null ? null : endsIn(days),
      noEndReason: null,
      noEffect: false,
      changed: null,
      ...more,
    });
  }

  const spring = collection('Spring sequencing');
  grant(spring, jonas, 'r', 6);
  grant(spring, marcus, 'r', 10);
  grant(spring, whitfieldLab, 'r', 365);
  grant(spring, eastlakeCore, 'r', 30, { changed: 'addedByOthers' });
  const maple = collection('Maple trial 2026');
  grant(maple, alex, 'r', 92, { path: '/Results/', noEffect: true });
  grant(maple, priya, 'r', 30, { path: '/Results/' });
  grant(maple, mapleProject, 'r', 92, { path: '/Results/' });
  grant(maple, alex, 'rw', 195);
  grant(maple, whitfieldLab, 'rw', 195);
  grant(maple, tomas, 'rw', null, { role: 'administrator' });
  const gel = collection('Gel images 2024', { gone: ['/'] });
  grant(gel, priya, 'r', 43);
  grant(gel, omar, 'r', 43);
  const notes = collection('Field notes', { storage: { ...thisComputer, online: false } });
  grant(notes, omar, 'r', 90);
  const teaching = collection('Teaching set');
  grant(teaching, { to: 'anyone' }, 'r', null, { noEndReason: 'teaching' });
  const archive = collection('Lab archive');
  grant(archive, meiAtNorthfield, 'r', null, { noEndReason: 'lab record' });
  grant(archive, mei, 'rw', 300, { changed: 'changedByOthers' });
  const facility = collection('Facility runs', { canChange: false, canRemove: true });
  grant(facility, marcus, 'r', 60);

  for (let index = 1; index <= folders; index += 1) {
    const run = collection(`Run ${String(index).padStart(3, '0')}`);
    for (let guestIndex = 0; guestIndex < 12; guestIndex += 1) {
      const person = crowd[(index * 7 + guestIndex * 3) % crowd.length];
      if (person) grant(run, person, guestIndex === 0 ? 'rw' : 'r', 40 + ((index * 31 + guestIndex * 17) % 320));
    }
  }

  const members = new Map([
    [whitfieldLab.id, [alex.id, omar.id]],
    [eastlakeCore.id, [mei.id]],
  ]);
  return { collections, grants, members };
}
