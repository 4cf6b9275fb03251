import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Copy } from '../ipc/bindings';
import { useIpc } from '../ipc/IpcProvider';
import { keys } from '../ipc/queries';
import { copyOver } from './state';

/** Copies under way and lately ended, the newest first. */
export function useCopies() {
  const ipc = useIpc();
  return useQuery({ queryKey: keys.copies, queryFn: () => ipc.copies(), staleTime: Infinity });
}

/** Keeps what is known of copies in step with what happens to them. Once for the whole window. */
export function useCopiesKept(): void {
  const ipc = useIpc();
  const client = useQueryClient();
  useEffect(
    () =>
      ipc.onCopyChanged((copy) => {
        client.setQueryData<Copy[]>(keys.copies, (all) => all && withCopy(all, copy));
      }),
    [ipc, client],
  );
  useEffect(() => {
    // The network may be back, or the person: whatever waits looks at once instead of at its time.
    const look = () => void ipc.lookAtCopies().catch(() => undefined);
    const events = ['focus', 'online'] as const;
    events.forEach((event) => window.addEventListener(event, look));
    return () => events.forEach((event) => window.removeEventListener(event, look));
  }, [ipc]);
}

/** Takes what a command answers. */
export function useSetCopy(): (copy: Copy) => void {
  const client = useQueryClient();
  return (copy) => client.setQueryData<Copy[]>(keys.copies, (all) => withCopy(all ?? [], copy));
}

/** Puts one into its place; a new one comes first. */
export function withCopy(all: readonly Copy[], copy: Copy): Copy[] {
  return all.some(({ id }) => id === copy.id) ? all.map((each) => (each.id === copy.id ? copy : each)) : [copy, ...all];
}

/** The unfinished copy that one of these folders is, is part of, or has in it. */
export function useCopyOver(folders: readonly string[]): Copy | undefined {
  const copies = useCopies().data ?? [];
  return folders.flatMap((folder) => copyOver(copies, folder) ?? [])[0];
}

/** The copy of an id, as far as it is known. */
export function useCopyOf(id: string | null | undefined): Copy | undefined {
  const copies = useCopies().data ?? [];
  return copies.find((copy) => copy.id === id);
}
