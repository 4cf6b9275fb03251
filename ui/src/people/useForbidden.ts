import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import { guestKey } from '../components/guests/guests';
import { useLimits } from '../components/policy/limits';
import type { Guest, PolicyRule, Suggestions } from '../ipc/bindings';
import { useIpc } from '../ipc/IpcProvider';
import { keys } from '../ipc/queries';

/** Guests whom the institution does not allow, with the rule, by {@link guestKey}. */
export type Forbidden = ReadonlyMap<string, PolicyRule>;

export const NOBODY_FORBIDDEN: Forbidden = new Map();

/** Whom of some suggestions the institution does not allow. */
export function forbiddenIn({ forbidden, exact }: Suggestions): Forbidden {
  const all = new Map(forbidden.map(({ guest, rule }) => [`${guest.kind}:${guest.id}`, rule]));
  const { resolution, forbidden: rule = null } = exact ?? {};
  if (rule === null) return all;
  if (resolution?.kind === 'found') all.set(guestKey(resolution.guest), rule);
  if (resolution?.kind === 'several') resolution.people.forEach(({ id }) => all.set(`person:${id}`, rule));
  return all;
}

/** Whom of those who are listed already the institution does not allow: they may come from an earlier time. */
export function useForbidden(guests: readonly Guest[]): Forbidden {
  const ipc = useIpc();
  const { forbidden } = useLimits();
  const ids = guests.map(({ id }) => id);
  const concerned = forbidden.some((kind) => kind === 'groups' || kind === 'outsideInstitution');
  const { data } = useQuery({
    queryKey: [...keys.policy, 'guests', forbidden, ids],
    queryFn: () => ipc.resolveGuests(ids),
    enabled: concerned && ids.length > 0,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: true,
  });
  if (!concerned || data === undefined) return NOBODY_FORBIDDEN;
  const found = data.flatMap(({ resolution, forbidden: rule }) =>
    resolution.kind === 'found' && rule !== null ? [[guestKey(resolution.guest), rule] as const] : [],
  );
  return new Map(found);
}

/** Why somebody is not allowed, in words. */
export function useForbiddenWords() {
  const intl = useIntl();
  return (rule: PolicyRule, kind: Guest['kind']): string =>
    intl.formatMessage({ id: rule === 'groups' ? 'policy.guest.groups' : 'policy.guest.outside' }, { kind });
}
