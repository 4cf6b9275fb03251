import type { GroupGuest, Person, SignInIdentity } from '../bindings';

/** "Now" of the sample data: Thursday 17 September 2026, 09:12 in Chicago. */
export const SAMPLE_NOW = Date.parse('2026-09-17T14:12:00Z');
export const SAMPLE_ZONE = 'America/Chicago';

function person(number: number, username: string, name: string | null, more: Partial<Person> = {}): Person {
  return {
    id: `aaaaaaaa-0000-4000-8000-${String(number).padStart(12, '0')}`,
    username,
    name,
    organization: 'Northfield University',
    status: 'used',
    outside: false,
    firstTime: false,
    inGroup: null,
    application: false,
    ...more,
  };
}

function group(number: number, name: string | null, more: Partial<GroupGuest> = {}): GroupGuest {
  return {
    id: `bbbbbbbb-0000-4000-8000-${String(number).padStart(12, '0')}`,
    name,
    memberCount: 12,
    owner: 'Nora Whitfield',
    canAddMembers: 2,
    iAmMember: true,
    iAmAdmin: false,
    highAssurance: false,
    ...more,
  };
}

export const nora: SignInIdentity = {
  id: person(1, '', null).id,
  username: 'nora.whitfield@northfield.example',
  name: 'Nora Whitfield',
  organization: 'Northfield University',
};

export const noraAtEastlake: SignInIdentity = {
  id: person(2, '', null).id,
  username: 'nwhitfield@eastlake.example',
  name: 'Nora Whitfield',
  organization: 'Eastlake Core Facility',
};

const eastlake = { organization: 'Eastlake Core Facility', outside: true };
const alpen = { organization: 'Alpen Institute', outside: true };

export const alex = person(3, 'alex.kim@northfield.example', 'Alex Kim', { inGroup: 'Whitfield Lab' });
export const priya = person(4, 'priya.raman@northfield.example', 'Priya Raman', { status: 'unused' });
export const jonas = person(5, 'j.lindqvist@alpen.example', 'Jonas Lindqvist', { ...alpen, firstTime: true });
export const alexAtEastlake = person(6, 'akim@eastlake.example', 'Alex Kim', { ...eastlake, firstTime: true });
export const mei = person(7, 'mei.tanaka@eastlake.example', 'Mei Tanaka', eastlake);
export const omar = person(8, 'omar.haddad@northfield.example', 'Omar Haddad', { inGroup: 'Whitfield Lab' });
export const sequencer = person(9, 'sequencer-3@clients.auth.globus.org', 'Sequencer 3', {
  organization: null,
  outside: true,
  application: true,
});

export const people: Person[] = [
  alex,
  priya,
  jonas,
  alexAtEastlake,
  mei,
  omar,
  sequencer,
  person(10, 'lucia.ferrari@alpen.example', 'Lucia Ferrari', alpen),
  person(11, 'sam.okafor@northfield.example', 'Sam Okafor', { inGroup: 'Whitfield Lab' }),
  person(12, 'h.virtanen@eastlake.example', 'Helmi Virtanen', eastlake),
];

export const whitfieldLab = group(1, 'Whitfield Lab', { iAmAdmin: true });
export const mapleProject = group(2, 'Maple trial partners', {
  memberCount: 31,
  owner: 'Omar Haddad',
  canAddMembers: 5,
});
export const eastlakeCore = group(3, 'Eastlake Core', { memberCount: 6, owner: 'Mei Tanaka', canAddMembers: 1 });

export const groups: GroupGuest[] = [whitfieldLab, mapleProject, eastlakeCore];
