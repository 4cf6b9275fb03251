import type {
  FolderCheck,
  FolderPreview,
  Guest,
  Location,
  Person,
  PlannedGrant,
  SharePlan,
  ShareOutcome,
  Suggestions,
} from '../../../ipc/bindings';
import { personGuest } from '../../../components/guests/guests';

/** A person of the sample data. */
export function person(id: string, name: string | null, username: string, more: Partial<Person> = {}): Person {
  return {
    id,
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

export const alexPerson = person('11111111-0000-4000-8000-000000000001', 'Alex Kim', 'alex.kim@northfield.example');
export const priyaPerson = person(
  '11111111-0000-4000-8000-000000000002',
  'Priya Raman',
  'priya.raman@northfield.example',
  { status: 'unused' },
);
export const jonasPerson = person(
  '11111111-0000-4000-8000-000000000003',
  'Jonas Lindqvist',
  'j.lindqvist@alpen.example',
  { organization: 'Alpen Institute', outside: true, firstTime: true },
);
export const martaPerson = person(
  '11111111-0000-4000-8000-000000000004',
  'Marta Oyelaran',
  'marta.oyelaran@northfield.example',
  { inGroup: 'Whitfield Lab' },
);
export const marcusPerson = person('11111111-0000-4000-8000-000000000005', 'Marcus Stein', 'm.stein@eastlake.example', {
  organization: 'Eastlake Core Facility',
  outside: true,
});

export const alex = personGuest(alexPerson);
export const priya = personGuest(priyaPerson);
export const jonas = personGuest(jonasPerson);
export const lab: Guest & { kind: 'group' } = {
  kind: 'group',
  id: '22222222-0000-4000-8000-000000000001',
  name: 'Whitfield Lab',
  memberCount: 12,
  owner: 'Nora Whitfield',
  canAddMembers: 2,
  iAmMember: true,
  iAmAdmin: true,
  highAssurance: false,
};
export const marine: Guest & { kind: 'group' } = {
  ...lab,
  id: '22222222-0000-4000-8000-000000000002',
  name: 'Marine genomics',
  memberCount: 31,
  owner: 'Tomás Ferreira',
  canAddMembers: 1,
  iAmAdmin: false,
};

export const marSuggestions: Suggestions = {
  people: [martaPerson, marcusPerson],
  groups: [marine],
  exact: null,
  forbidden: [],
};

const location: Location = {
  storage: {
    id: 'c-map',
    name: 'Northfield Research Storage',
    kind: 'server',
    online: true,
    highAssurance: false,
    contactEmail: null,
  },
  storagePath: '/maple-trial/Results/',
  target: {
    kind: 'reuse',
    collectionId: 'c-maple',
    name: 'Maple trial 2026',
    hostPath: '/maple-trial/',
    path: '/Results/',
  },
  alternatives: [],
  accounts: [],
  exposure: 'normal',
  maxLifetimeMinutes: null,
  lastAllowedDay: null,
  permissionsUsed: 12,
};

/** The answer of `check_folders` for one ordinary folder. */
export function check(more: { name?: string; path?: string; location?: Partial<Location> } = {}): FolderCheck {
  const name = more.name ?? 'Results';
  return {
    dropped: { path: more.path ?? `/home/nora/${name}`, name, fileInFolder: null, otherEntries: null },
    location: { ...location, ...more.location },
    readiness: { kind: 'ready' },
    checklist: null,
  };
}

export const preview: FolderPreview = {
  files: 214,
  folders: 3,
  bytes: 3_100_000_000,
  newest: '2026-09-17T14:12:00Z',
  unreadable: 0,
  entries: [
    { name: 'figures', path: '/home/nora/Results/figures', isFolder: true, files: 38, bytes: 41_000_000 },
    { name: 'raw', path: '/home/nora/Results/raw', isFolder: true, files: 151, bytes: 2_900_000_000 },
    { name: 'tables', path: '/home/nora/Results/tables', isFolder: true, files: 22, bytes: 96_000_000 },
    { name: 'README.md', path: '/home/nora/Results/README.md', isFolder: false, files: 1, bytes: 4_000 },
    { name: 'methods.docx', path: '/home/nora/Results/methods.docx', isFolder: false, files: 1, bytes: 1_100_000 },
  ],
  moreEntries: 0,
};

/** One row of a plan. */
export function grant(id: string, guest: Guest, more: Partial<PlannedGrant> = {}): PlannedGrant {
  return {
    id,
    folder: 0,
    access: { to: 'guest', guest },
    permissions: 'r',
    lastDay: '2026-12-18',
    endsAt: '2026-12-19T05:59:59Z',
    noEndReason: null,
    notify: guest.kind === 'person',
    action: { kind: 'create' },
    warnings: [],
    ...more,
  };
}

/** A plan of rows for one folder. */
export function plan(grants: PlannedGrant[], more: Partial<SharePlan> = {}): SharePlan {
  return {
    id: 'plan-1',
    folders: [
      {
        name: 'Results',
        localPath: '/home/nora/Results',
        storageName: 'Northfield Research Storage',
        storageKind: 'server',
        collection: { kind: 'existing', id: 'c-maple', name: 'Maple trial 2026' },
        path: '/Results/',
      },
    ],
    grants,
    warnings: [],
    ticks: [],
    timeZone: 'America/Chicago',
    commands: [
      'globus endpoint permission create c-maple:/Results/ --permissions r --identity alex.kim@northfield.example',
    ],
    ...more,
  };
}

/** What comes of a plan: everything shared, apart from the rows with an error. */
export function outcome(
  from: SharePlan,
  failed: Record<string, ShareOutcome['stoppedBy'] & object> = {},
): ShareOutcome {
  return {
    shareId: 'share-1',
    plan: from,
    results: from.grants.map((row) => {
      const error = failed[row.id];
      return {
        grant: row.id,
        access: row.access,
        path: '/Results/',
        state: error === undefined ? { kind: 'shared' } : { kind: 'failed', error },
        ruleId: error === undefined ? `rule-${row.id}` : null,
        permissions: row.permissions,
        endsAt: row.endsAt,
        emailRequested: error === undefined && row.notify,
      };
    }),
    links: ['https://app.globus.org/file-manager?origin_id=c-maple&origin_path=%2FResults%2F'],
    stoppedBy: null,
    verifiedAt: '2026-09-17T19:32:00Z',
    waitsFor: null,
  };
}
