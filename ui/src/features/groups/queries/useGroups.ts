import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { GroupDetails } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys } from '../../../ipc/queries';

const detailsKey = (id: string) => [...keys.groups, id];
const listKey = [...keys.groups, 'list'];

/** Groups that the person is in, is asked into, or asks to be let into. */
export function useGroupList() {
  const ipc = useIpc();
  return useQuery({ queryKey: listKey, queryFn: () => ipc.myGroups() });
}

/** One group, read anew each time its page opens. */
export function useGroup(id: string) {
  const ipc = useIpc();
  return useQuery({ queryKey: detailsKey(id), queryFn: () => ipc.groupDetails(id) });
}

/** What a change brought stands at once; whatever else shows the group or its members is asked for again. */
export function useTakeOver() {
  const client = useQueryClient();
  return async (id: string, details: GroupDetails | null): Promise<void> => {
    const shown = client.cancelQueries({ queryKey: detailsKey(id) });
    await shown;
    if (details !== null) client.setQueryData(detailsKey(id), details);
    await Promise.all([
      client.invalidateQueries({ queryKey: details === null ? keys.groups : listKey }),
      client.invalidateQueries({ queryKey: keys.audit }),
    ]);
  };
}
