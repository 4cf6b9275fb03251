import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import { useAnnounce } from '../../../components/Announcer';
import { useGuestWords } from '../../../components/guests/useGuestWords';
import type { AssignableRole, CollectionDetails, Guest, RoleRow } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import { useIpc } from '../../../ipc/IpcProvider';
import { refreshAfterChange } from '../../../ipc/queries';
import type { OnDemand } from '../CollectionTabs';
import { detailsKey } from '../queries/useCollection';

type RoleChange =
  | { kind: 'give'; guest: Guest; role: AssignableRole }
  | { kind: 'take'; row: RoleRow }
  | { kind: 'swap'; row: RoleRow; role: AssignableRole };

/** Giving and taking roles. What Globus has stored afterwards is what the list shows. */
export interface Roles {
  change: (change: RoleChange) => void;
  busy: boolean;
  error: IpcError | null;
  reset: () => void;
}

export function useRoles({ id, name }: CollectionDetails, onDemand: OnDemand, onGiven: () => void): Roles {
  const intl = useIntl();
  const ipc = useIpc();
  const client = useQueryClient();
  const announce = useAnnounce();
  const { nameOf } = useGuestWords();

  const keep = (roles: RoleRow[]) =>
    client.setQueryData<CollectionDetails>(detailsKey(id), (before) => before && { ...before, roles });

  const mutation = useMutation({
    mutationFn: async ({ change }: { change: RoleChange; again: boolean }) => {
      if (change.kind !== 'take') {
        const guest = change.kind === 'give' ? change.guest : change.row.guest;
        keep(await ipc.giveRole(id, guest, change.role));
      }
      // Globus has no change of a role. The new one comes first, so that nobody is without either in between.
      if (change.kind !== 'give' && change.row.id !== null) keep(await ipc.takeRole(id, change.row.id));
    },
    onSuccess: (_, { change }) => {
      const guest = change.kind === 'give' ? change.guest : change.row.guest;
      const role = change.kind === 'take' ? change.row.role : change.role;
      announce(
        intl.formatMessage({ id: `collection.roles.done.${change.kind}` }, { guest: nameOf(guest), role, name }),
      );
      if (change.kind === 'give') onGiven();
    },
    onError: (error, { change, again }) => {
      if (onDemand(error, { again, goOn: () => mutation.mutate({ change, again: true }) })) mutation.reset();
    },
    onSettled: () => refreshAfterChange(client),
  });

  return {
    change: (change) => mutation.mutate({ change, again: false }),
    busy: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
  };
}
