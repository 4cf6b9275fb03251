import { SOON_DAYS } from '../../../components/FormattedDay';
import type { Access, AuditFilter, GrantRow, ShareRow, SubjectRow, Via } from '../../bindings';
import { groups, nora, SAMPLE_NOW } from '../people';
import type { SampleGrant, SampleWorld } from './sample';

/** A grant, and the group through which it reaches the row above. */
export interface Reach {
  grant: SampleGrant;
  group: string | null;
}

/** A top row with what is below it. */
export interface Top {
  row: ({ kind: 'share' } & ShareRow) | ({ kind: 'subject' } & SubjectRow);
  reaches: Reach[];
  /** What the search looks into, beside what is below. */
  text: string;
}

/** Names who has access, as in the keys of rows. */
export function principal(access: Access): string {
  if (access.to !== 'guest') return `w:${access.to}`;
  return `${access.guest.kind === 'person' ? 'p' : 'g'}:${access.guest.id}`;
}

const isMe = (access: Access) => principal(access) === `p:${nora.id}`;

/** Last part of a path, or the collection's name at its root. */
export const nameOf = ({ collection, path }: Pick<SampleGrant, 'collection' | 'path'>) =>
  path.split('/').filter(Boolean).at(-1) ?? collection.name;

export const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** What a person or group is found by. */
export function whoText(access: Access): string {
  if (access.to !== 'guest') return '';
  const { guest } = access;
  if (guest.kind === 'group') return fold(guest.name ?? '');
  return fold([guest.name, guest.username, guest.organization].filter(Boolean).join(' '));
}

/** What a folder is found by. */
export const folderText = (grant: SampleGrant) => fold(`${nameOf(grant)} ${grant.collection.name} ${grant.path}`);

/** Whether a grant is of the kind that a filter asks for. */
export function passes(grant: SampleGrant, filter: AuditFilter): boolean {
  const { access, collection } = grant;
  switch (filter) {
    case 'endingSoon':
      return grant.endsAt !== null && Date.parse(grant.endsAt) - SAMPLE_NOW <= SOON_DAYS * 86_400_000;
    case 'noEndDate':
      return grant.role === null && grant.endsAt === null;
    case 'canChange':
      return grant.permissions === 'rw' && !isMe(access);
    case 'public':
      return access.to !== 'guest';
    case 'outside':
      return access.to === 'guest' && access.guest.kind === 'person' && access.guest.outside;
    case 'broken':
      return collection.gone.includes(grant.path) || collection.storage.online === false;
    case 'throughRole':
      return grant.role !== null && !isMe(access);
    case 'changed':
      return grant.changed !== null;
    case 'needsAttention':
      return (['broken', 'public', 'noEndDate'] as const).some((each) => passes(grant, each));
  }
}

const first = <T>(values: (T | null)[]): T | null => values.find((value) => value !== null) ?? null;
const soonest = (reaches: Reach[]) => first(reaches.map(({ grant }) => grant.endsAt).sort(byEnd));
const byEnd = (a: string | null, b: string | null) => (a ?? '9').localeCompare(b ?? '9');

/** One row per shared folder. */
export function shareTops({ collections, grants }: SampleWorld): Top[] {
  return collections.flatMap((collection) => {
    const here = grants.filter((grant) => grant.collection === collection);
    const roles = here.filter((grant) => grant.role !== null);
    const paths = [...new Set(here.filter((grant) => grant.role === null).map((grant) => grant.path))];
    return paths.map((path): Top => {
      const own = here.filter((grant) => grant.role === null && grant.path === path);
      const reaches = below([...own, ...roles].map((grant) => ({ grant, group: null })));
      const others = reaches.filter(({ grant }) => !isMe(grant.access));
      const has = (filter: AuditFilter) => others.some(({ grant }) => passes(grant, filter));
      const to = (who: Access['to']) => own.some(({ access }) => access.to === who);
      const badges: [ShareRow['badges'][number], boolean][] = [
        ['folderNotFound', collection.gone.includes(path)],
        ['offline', collection.storage.online === false],
        ['anyone', to('anyone')],
        ['signedIn', to('signedIn')],
        ['noEndDate', has('noEndDate')],
      ];
      return {
        row: {
          kind: 'share',
          key: `s:${collection.id}:${path}`,
          collectionId: collection.id,
          collectionName: collection.name,
          path,
          name: nameOf({ collection, path }),
          storage: collection.storage,
          faces: others.slice(0, 3).map(({ grant }) => grant.access),
          guests: own.length,
          throughRole: others.filter(({ grant }) => grant.role !== null).length,
          atMost: has('canChange') ? 'rw' : 'r',
          firstEnd: soonest(reaches),
          noEndReason: first(own.map((grant) => grant.noEndReason)),
          badges: badges.filter(([, isSo]) => isSo).map(([badge]) => badge),
          canChange: collection.canChange,
          canRemove: collection.canRemove,
          link: `https://app.globus.org/file-manager?origin_id=${collection.id}&origin_path=${encodeURIComponent(path)}`,
          changed: has('changed'),
        },
        reaches,
        text: fold(`${nameOf({ collection, path })} ${collection.name} ${collection.storage.name} ${path}`),
      };
    });
  });
}

/** One row per person (everybody included) or group. */
export function subjectTops({ grants, members }: SampleWorld, kind: 'people' | 'groups'): Top[] {
  const found = new Map<string, { access: Access; reaches: Reach[] }>();
  const add = (access: Access, reach: Reach) => {
    const key = principal(access);
    const entry = found.get(key) ?? { access, reaches: [] };
    found.set(key, { ...entry, reaches: [...entry.reaches, reach] });
  };
  for (const grant of grants) add(grant.access, { grant, group: null });
  for (const [group, ids] of members) {
    for (const { access } of [...found.values()]) {
      if (access.to !== 'guest' || !ids.includes(access.guest.id)) continue;
      grants
        .filter((grant) => principal(grant.access) === `g:${group}`)
        .forEach((grant) => add(access, { grant, group }));
    }
  }
  return [...found].flatMap(([key, { access, reaches: all }]): Top[] => {
    if (key.startsWith('g:') !== (kind === 'groups') || isMe(access)) return [];
    const reaches = below(all);
    const has = (filter: AuditFilter) => reaches.some(({ grant }) => passes(grant, filter));
    const folders = new Set(reaches.map(({ grant }) => `${grant.collection.id}${grant.path}`));
    return [
      {
        row: {
          kind: 'subject',
          key,
          access,
          shares: folders.size,
          atMost: has('canChange') ? 'rw' : 'r',
          role: first(reaches.map(({ grant }) => grant.role)),
          firstEnd: soonest(reaches),
          noEnd: has('noEndDate'),
          noEndReason: first(reaches.map(({ grant }) => grant.noEndReason)),
          isMe: false,
          changed: has('changed'),
        },
        reaches,
        text: whoText(access),
      },
    ];
  });
}

/** Soonest end first, roles last. */
function below(reaches: Reach[]): Reach[] {
  return [...reaches].sort(
    (a, b) => Number(a.grant.role !== null) - Number(b.grant.role !== null) || byEnd(a.grant.endsAt, b.grant.endsAt),
  );
}

/** A grant as it stands below a row. */
export function grantRow({ grant, group }: Reach, parent: string): GrantRow {
  const { collection, role } = grant;
  return {
    key: `x:${grant.id}:${group ?? ''}:${parent}`,
    parent,
    rule: role === null ? { collectionId: collection.id, ruleId: grant.id } : null,
    roleId: role === null ? null : grant.id,
    access: grant.access,
    via: viaOf(grant, group),
    collectionId: collection.id,
    collectionName: collection.name,
    path: grant.path,
    name: nameOf(grant),
    permissions: grant.permissions,
    endsAt: grant.endsAt,
    noEndReason: grant.noEndReason,
    noEffect: grant.noEffect,
    isMe: isMe(grant.access),
    canChange: role === null && collection.canChange,
    canRemove: role === null && collection.canRemove,
    changed: grant.changed,
  };
}

function viaOf({ role, access }: SampleGrant, group: string | null): Via {
  if (role !== null) return { kind: 'role', role };
  if (group !== null) return { kind: 'group', id: group, name: groups.find(({ id }) => id === group)?.name ?? null };
  if (access.to === 'guest') return { kind: 'own' };
  return { kind: access.to };
}
