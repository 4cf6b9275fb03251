import type { SessionDemand } from '../ipc/bindings';
import type { IpcError } from '../ipc/error';

/** A sign-in that Globus wants before it goes on. */
export interface Demand {
  readonly kind: 'consent' | 'session' | 'signIn';
  /** What to ask for; null for an ordinary sign-in. */
  readonly demand: SessionDemand | null;
}

/** What the person allows with it on a server's storage, as far as the scopes say. */
export function allows({ demand }: Demand): readonly ('manage' | 'data')[] {
  const scopes = demand?.required_scopes ?? [];
  const has = (part: string) => scopes.some((scope) => scope.includes(part));
  if (!has(':manage_collections')) return [];
  return has('/data_access') ? ['manage', 'data'] : ['manage'];
}

/** The demand in an error; null for errors that no sign-in mends. */
export function demandOf(error: IpcError | null): Demand | null {
  if (error?.code === 'ConsentRequired') return { kind: 'consent', demand: error.demand };
  if (error?.code === 'SessionRequired') return { kind: 'session', demand: error.demand };
  return error?.code === 'NotSignedIn' ? { kind: 'signIn', demand: null } : null;
}
