import { useQuery } from '@tanstack/react-query';
import type { AuditQuery } from '../../ipc/bindings';
import { useIpc } from '../../ipc/IpcProvider';
import { keys } from '../../ipc/queries';

/** Rows on the page; a printed list of more helps nobody, and the table has all. */
export const MOST_ROWS = 500;

/** What the report is made of: one question for each part, all on what was read last. */
export function useReport(query: AuditQuery) {
  const ipc = useIpc();
  const top = { ...query, open: [] };
  const timeline = useQuery({ queryKey: [...keys.audit, 'timeline', top], queryFn: () => ipc.auditTimeline(top) });
  const matrix = useQuery({ queryKey: [...keys.audit, 'matrix', top], queryFn: () => ipc.auditMatrix(top) });
  const rows = useQuery({ queryKey: [...keys.audit, 'report', top], queryFn: () => ipc.auditPage(top, 0, MOST_ROWS) });
  return {
    timeline: timeline.data,
    matrix: matrix.data,
    rows: rows.data,
    error: timeline.error ?? matrix.error ?? rows.error,
  };
}
