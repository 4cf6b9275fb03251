import type { EffectiveGuest } from '../../bindings';
import { grantRow, principal, type Reach } from '../audit/rows';
import type { SampleCollection, SampleGrant, SampleWorld } from '../audit/sample';
import { nora, SAMPLE_NOW } from '../people';

const lasts = ({ endsAt }: SampleGrant) => (endsAt === null ? Infinity : Date.parse(endsAt));

/** Whether one grant gives as much for as long as another. */
const covers = (one: SampleGrant, other: SampleGrant) =>
  (one.permissions === 'rw' || other.permissions === 'r') && lasts(one) >= lasts(other);

function reaching({ members }: SampleWorld, grants: SampleGrant[], key: string): Reach[] {
  return grants.flatMap((grant): Reach[] => {
    if (principal(grant.access) === key || grant.access.to === 'anyone') return [{ grant, group: null }];
    if (grant.access.to === 'signedIn') return key === 'w:anyone' ? [] : [{ grant, group: null }];
    const group = grant.access.guest.id;
    return members.get(group)?.includes(key.slice(2)) ? [{ grant, group }] : [];
  });
}

/** Everybody who reaches a folder: people, groups, everyone; those with a role last. */
export function guestsOf(world: SampleWorld, collection: SampleCollection, path: string): EffectiveGuest[] {
  const here = world.grants.filter(
    (grant) => grant.collection === collection && path.startsWith(grant.path) && lasts(grant) > SAMPLE_NOW,
  );
  const keys = [...new Set(here.map(({ access }) => principal(access)))];
  const guests = keys.flatMap((key): EffectiveGuest[] => {
    const reaches = reaching(world, here, key);
    const covered = ({ grant }: Reach, index: number) =>
      reaches.some(
        ({ grant: other }, at) => at !== index && covers(other, grant) && (!covers(grant, other) || at < index),
      );
    const counting = reaches.filter((reach, index) => !covered(reach, index));
    const strongest = [...counting].sort(
      (a, b) => b.grant.permissions.localeCompare(a.grant.permissions) || lasts(b.grant) - lasts(a.grant),
    )[0]?.grant;
    const access = here.find((grant) => principal(grant.access) === key)?.access;
    if (!strongest || !access) return [];
    const isMe = key === `p:${nora.id}`;
    const row = (reach: Reach) => ({ ...grantRow(reach, key), noEffect: !counting.includes(reach) });
    return [
      {
        access,
        permissions: strongest.permissions,
        endsAt: strongest.endsAt,
        counting: counting.map(row),
        withoutEffect: reaches.filter((reach) => !counting.includes(reach)).map(row),
        role: counting.find(({ grant }) => grant.role !== null)?.grant.role ?? null,
        owner: isMe,
        isMe,
      },
    ];
  });
  const order = ({ role, owner, access }: EffectiveGuest) =>
    (owner ? 8 : 0) + (role === null ? 0 : 4) + (access.to === 'guest' ? (access.guest.kind === 'person' ? 0 : 1) : 2);
  return guests.sort((a, b) => order(a) - order(b));
}
