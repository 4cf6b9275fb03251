import { useEffect, useEffectEvent, useRef } from 'react';
import { useIntl } from 'react-intl';
import type { Copy } from '../ipc/bindings';
import { useIpc } from '../ipc/IpcProvider';
import { useNavigation } from '../navigation/navigation';
import { useCopies } from './queries';
import { guestsOf, isUnfinished } from './state';

/** Says by the system's notifications that a copy has come to its end or needs the person; a click leads to it. */
export function useCopyNotices(): void {
  const intl = useIntl();
  const ipc = useIpc();
  const { navigate } = useNavigation();
  const copies = useCopies().data;
  const due = (copies ?? []).filter(({ toBeAnnounced }) => toBeAnnounced);
  // A share that waited for a copy may have been carried out before one hears of the copy's end.
  const guests = useRef(new Map<string, number>());
  useEffect(() => {
    copies?.filter(isUnfinished).forEach((copy) => guests.current.set(copy.id, guestsOf(copy)));
  }, [copies]);
  // The state comes again before the app has written down that it was announced.
  const told = useRef(new Set<string>());

  const tell = useEffectEvent((copies: readonly Copy[]) => {
    for (const copy of copies) {
      const key = `${copy.id} ${copy.state.kind} ${copy.endedAt ?? ''}`;
      const notice = noticeOf(copy);
      if (notice === null || told.current.has(key)) continue;
      told.current.add(key);
      const values = {
        name: copy.label,
        guests: guestsOf(copy) || (guests.current.get(copy.id) ?? 0),
        count: notice.count,
      };
      const title = intl.formatMessage({ id: `copy.notice.${notice.kind}` }, values);
      const body = intl.formatMessage({ id: `copy.notice.${notice.kind}Body` }, values);
      // A desktop without notifications is no reason to disturb: Home and Activity show it.
      ipc.announceCopy(copy.id, title, body).catch(() => undefined);
    }
  });
  const keys = due.map(({ id, state, endedAt }) => `${id} ${state.kind} ${endedAt ?? ''}`).join(',');
  useEffect(() => {
    if (keys !== '') tell(due);
    // The list is new with each report; what is due is compared by its keys.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [keys]);

  const open = useEffectEvent((id: string) => navigate({ name: 'copy', id }));
  useEffect(() => ipc.onCopyOpened((id) => open(id)), [ipc]);
}

function noticeOf({ state }: Copy): { kind: 'complete' | 'incomplete' | 'stopped'; count: number } | null {
  if (state.kind === 'complete' || state.kind === 'stopped') return { kind: state.kind, count: 0 };
  return state.kind === 'incomplete' ? { kind: 'incomplete', count: state.problems } : null;
}
