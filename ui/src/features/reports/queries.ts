import { useQuery } from '@tanstack/react-query';
import type { AuditQuery } from '../../ipc/bindings';
import { useIpc } from '../../ipc/IpcProvider';
import { keys } from '../../ipc/queries';

/** Rows on the page; a printed list of more helps nobody, and the table has all. */
export const MOST_ROWS = 500;

/** The rows of the report, from what was read last. */
export function useRows(query: AuditQuery) {
  const ipc = useIpc();
  const top = { ...query, open: [] };
  return useQuery({ queryKey: [...keys.audit, 'report', top], queryFn: () => ipc.auditPage(top, 0, MOST_ROWS) });
}
