import { useQuery } from '@tanstack/react-query';
import { useIpc } from '../../../ipc/IpcProvider';

/** Where some folders live. Starts by itself; `refetch` asks again after the person has mended something. */
export function useFolderCheck(paths: readonly string[]) {
  const ipc = useIpc();
  return useQuery({
    queryKey: ['share', 'check', paths],
    queryFn: () => ipc.checkFolders([...paths]),
    enabled: paths.length > 0,
    // What was true for a drop a minute ago (a program that runs, a drive that is there) may not be true now.
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
}
