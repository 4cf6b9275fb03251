import { dayOf, endOfDay } from '../../time/days';
import type {
  Checklist,
  ChecklistItem,
  EndChoice,
  FolderCheck,
  LineObstacle,
  LineState,
  PlannedGrant,
  RecentFolder,
  ShareDraft,
  ShareEvent,
  ShareOutcome,
  SharePlan,
  Tick,
  Warning,
} from '../bindings';
import { SAMPLE_ZONE } from './people';
import { endsIn, researchStorage, thisComputer } from './shares';

const lastPart = (path: string) => path.split('/').filter(Boolean).at(-1) ?? path;

export const recentFolders: RecentFolder[] = [
  recent(
    '/data/northfield/spring-sequencing',
    'Spring sequencing',
    researchStorage.name,
    ['Eastlake Core', 'Mei Tanaka', 'Alex Kim'],
    3,
    endsIn(6),
  ),
  recent('/data/northfield/maple-trial', 'Maple trial 2026', researchStorage.name, ['Whitfield Lab'], 1, endsIn(195)),
  recent('/home/nora/thesis/figures', 'Thesis figures', null, [], 0, null),
];

function recent(
  path: string,
  name: string,
  storageName: string | null,
  guests: string[],
  guestCount: number,
  firstEnd: string | null,
): RecentFolder {
  return { path, name, storageName, usedAt: '2026-09-16T10:00:00Z', guests, guestCount, firstEnd };
}

const ITEMS: ChecklistItem[] = ['installed', 'setUp', 'running', 'folderListed', 'folderSharable', 'subscription'];

/** The lines of this computer: done, but for those that are named; `null` for one that nobody knows. */
export function checklistOf(other: Partial<Record<ChecklistItem, LineObstacle | null>> = {}): Checklist {
  const state = (item: ChecklistItem): LineState => {
    const obstacle = other[item];
    if (obstacle === undefined) return { kind: 'done' };
    return obstacle === null ? { kind: 'unknown' } : { kind: 'missing', obstacle };
  };
  return {
    lines: ITEMS.map((item) => ({ item, state: state(item) })),
    configPaths: '/home/nora/.globusonline/lta/config-paths',
  };
}

/** What follows from a checklist that is not finished. */
export function heldUp(checklist: Checklist): Pick<FolderCheck, 'readiness' | 'checklist'> {
  return { readiness: { kind: 'oneStepFirst', steps: ['connectPersonal'] }, checklist };
}

const notInstalled = {
  ...checklistOf({
    installed: { kind: 'notInstalled' },
    setUp: null,
    running: null,
    folderListed: null,
    folderSharable: null,
    subscription: null,
  }),
  configPaths: null,
};

function personal(name: string): Pick<FolderCheck, 'readiness' | 'checklist'> {
  return name.includes('unlisted')
    ? heldUp(checklistOf({ folderListed: { kind: 'notListed' }, folderSharable: null }))
    : { readiness: { kind: 'ready' }, checklist: checklistOf() };
}

/**
 * Where a sample path lives. The names of some paths decide: `missing`, `secret`, `report.pdf` (a file), `unlisted`
 * (one step first), `elsewhere` (not from here).
 */
export function checkPath(text: string): FolderCheck {
  // The web app's link to a folder of a collection is taken wherever a path is.
  const linked = /^https?:/.test(text) ? new URL(text).searchParams.get('origin_path') : null;
  const path = linked?.replace(/\/$/, '') ?? text;
  const name = lastPart(path);
  const dropped = { path: text, name, fileInFolder: null, otherEntries: null };
  const refused = (reason: 'notAbsolute' | 'doesNotExist' | 'notReadable' | 'notAFolder'): FolderCheck => ({
    dropped,
    location: null,
    readiness: { kind: 'notFromHere', reason: { kind: 'path', reason } },
    checklist: null,
  });
  if (!path.startsWith('/')) return refused('notAbsolute');
  if (name.includes('missing')) return refused('doesNotExist');
  if (name.includes('secret')) return refused('notReadable');
  if (name.endsWith('.pdf')) {
    const folder = path.slice(0, path.length - name.length - 1);
    return { ...refused('notAFolder'), dropped: { ...dropped, fileInFolder: folder, otherEntries: 41 } };
  }
  if (name.includes('elsewhere') && linked === null) {
    return { dropped, location: null, ...heldUp(notInstalled) };
  }
  const onServer = linked !== null || path.startsWith('/data/');
  const storage = onServer ? researchStorage : thisComputer;
  return {
    dropped,
    location: {
      storage,
      storagePath: `${path}/`,
      target: onServer
        ? {
            kind: 'reuse',
            collectionId: 'eeeeeeee-0000-4000-8000-000000000002',
            name: 'Maple trial 2026',
            hostPath: '/data/northfield/maple-trial/',
            path: `/${name}/`,
          }
        : { kind: 'create', name, hostPath: `${path}/` },
      alternatives: [],
      accounts: [],
      exposure: path === '/home/nora' ? 'homeFolder' : 'normal',
      maxLifetimeMinutes: null,
      lastAllowedDay: null,
      permissionsUsed: onServer ? 14 : 0,
    },
    ...(onServer ? { readiness: { kind: 'ready' as const }, checklist: null } : personal(name)),
  };
}

function ends(end: EndChoice): Pick<PlannedGrant, 'lastDay' | 'endsAt' | 'noEndReason'> {
  return end.kind === 'on'
    ? { lastDay: end.day, endsAt: endOfDay(dayOf(end.day), SAMPLE_ZONE).instant.toISOString(), noEndReason: null }
    : { lastDay: null, endsAt: null, noEndReason: end.reason };
}

/** What the sample Globus would do with a draft. */
export function planOf(draft: ShareDraft): SharePlan {
  const folders = draft.folders.map((path) => {
    const check = checkPath(path);
    const storage = check.location?.storage ?? thisComputer;
    const target = check.location?.target;
    return {
      name: check.dropped.name,
      localPath: path,
      storageName: storage.name,
      storageKind: storage.kind,
      collection:
        target?.kind === 'reuse'
          ? { kind: 'existing' as const, id: target.collectionId, name: target.name }
          : {
              kind: 'new' as const,
              name: draft.collectionName ?? check.dropped.name,
              hostPath: check.location?.storagePath ?? '/',
              storageId: storage.id,
              account: null,
            },
      path: target?.kind === 'reuse' ? target.path : '/',
    };
  });
  const grants: PlannedGrant[] = draft.folders.flatMap((_, folder) => [
    ...draft.guests.map(({ guest, permissions, end }) => {
      const warnings: Warning[] = [];
      if (permissions === 'rw') warnings.push({ kind: 'canDelete' });
      if (end.kind === 'never') warnings.push({ kind: 'noEndDate' });
      if (guest.kind === 'person' && guest.status === 'unused') {
        warnings.push({ kind: 'neverSignedIn', username: guest.username });
      }
      return {
        id: `${folder}-${guest.id}`,
        folder,
        access: { to: 'guest' as const, guest },
        permissions,
        ...ends(end),
        notify: draft.notify === 'email' && guest.kind === 'person',
        action: { kind: 'create' as const },
        warnings,
      };
    }),
    ...(draft.wider.kind === 'off'
      ? []
      : [
          {
            id: `${folder}-${draft.wider.kind}`,
            folder,
            access: { to: draft.wider.kind },
            permissions: 'r' as const,
            ...ends(draft.wider.end),
            notify: false,
            action: { kind: 'create' as const },
            warnings: [{ kind: 'public' as const, anonymous: draft.wider.kind === 'anyone' }],
          },
        ]),
  ]);
  const ticks: Tick[] = grants.flatMap((grant) =>
    grant.permissions === 'rw' ? [{ kind: 'haveCopy' as const, grant: grant.id }] : [],
  );
  return {
    id: `plan-${draft.id}`,
    folders,
    grants,
    warnings: folders.some((folder) => folder.storageKind === 'thisComputer') ? [{ kind: 'computerMustBeOn' }] : [],
    ticks,
    timeZone: SAMPLE_ZONE,
    commands: grants.map(
      (grant) => `globus endpoint permission create COLLECTION:/ --permissions ${grant.permissions}`,
    ),
  };
}

/** Plays a plan: each row waits, shares, is read back; rows of `failing` fail. */
export async function play(
  plan: SharePlan,
  shareId: string,
  onEvent: (event: ShareEvent) => void,
  pause: () => Promise<void>,
  failing: ReadonlySet<string>,
): Promise<ShareOutcome> {
  onEvent({ kind: 'started', shareId });
  const results: ShareOutcome['results'] = [];
  for (const grant of plan.grants) {
    onEvent({ kind: 'grant', grant: grant.id, state: { kind: 'sharing' } });
    await pause();
    onEvent({ kind: 'grant', grant: grant.id, state: { kind: 'readingBack' } });
    await pause();
    const state = failing.has(grant.id)
      ? { kind: 'failed' as const, error: { code: 'Timeout' as const, outcomeUnknown: true } }
      : { kind: 'shared' as const };
    onEvent({ kind: 'grant', grant: grant.id, state });
    results.push({
      grant: grant.id,
      access: grant.access,
      path: plan.folders[grant.folder]?.path ?? '/',
      state,
      ruleId: state.kind === 'shared' ? `rule-${grant.id}` : null,
      permissions: grant.permissions,
      endsAt: grant.endsAt,
      emailRequested: grant.notify && state.kind === 'shared',
    });
  }
  return {
    shareId,
    plan,
    results,
    links: plan.folders.map(() => 'https://app.globus.org/file-manager?origin_id=sample&origin_path=%2F'),
    stoppedBy: null,
    verifiedAt: '2026-09-17T14:13:00Z',
    waitsFor: null,
  };
}
