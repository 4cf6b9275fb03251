import { useState } from 'react';

import type { AuditQuery } from '../../ipc/bindings';
import { isTop, NOTHING, select, type Selection } from './model/selection';
import type { useMoreRows } from './queries/useAuditRows';

/** What of a list is ticked. Another view, search or filter is another list: nothing of it is ticked. */
export function useSelection(query: AuditQuery, more: ReturnType<typeof useMoreRows>) {
  const list = JSON.stringify([query.view, query.filters, query.search]);
  const [kept, setKept] = useState<{ list: string; selection: Selection }>({ list, selection: NOTHING });
  const selection = kept.list === list ? kept.selection : NOTHING;

  const change = (next: (selection: Selection) => Selection) =>
    setKept((before) => ({ list, selection: next(before.list === list ? before.selection : NOTHING) }));

  const onTick = async (from: number, to: number, on: boolean) => {
    const rows = (await more.between(Math.min(from, to), Math.max(from, to))).filter(isTop);
    // Single rows are taken out of "all" by naming the others.
    const all = selection.kind === 'all' && !on ? (await more.all()).filter(isTop) : [];
    change((before) => select(before, rows, on, all));
  };
  const onTickAll = (on: boolean) => change(() => (on ? { kind: 'all' } : NOTHING));

  return {
    selection,
    onTick: (from: number, to: number, on: boolean) => void onTick(from, to, on),
    onTickAll,
    clear: () => onTickAll(false),
  };
}
