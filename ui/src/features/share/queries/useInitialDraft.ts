import { useState } from 'react';
import { newShares, useLimits } from '../../../components/policy/limits';
import type { FolderCheck, ShareDraft } from '../../../ipc/bindings';
import { useAppState } from '../../../ipc/queries';
import { useToday } from '../../../time/Clock';
import { newDraft } from '../model/draft';
import { lastAllowedDay } from '../model/summary';

/** What the sheet begins with, and the end that is offered where none was chosen. */
export function useInitialDraft(checks: readonly FolderCheck[], saved: ShareDraft | null) {
  const { settings } = useAppState();
  const today = useToday();
  const start = newShares(settings, useLimits());
  const day = today.add({ days: start.endDays }).toString();
  const last = lastAllowedDay(checks);
  const suggestedEnd = last !== null && last < day ? last : day;
  const [initial] = useState<ShareDraft>(() => {
    const folders = checks.map((check) => check.dropped.path);
    if (saved !== null) return { ...saved, folders };
    return newDraft(crypto.randomUUID(), folders, {
      permissions: start.permissions,
      end: { kind: 'on', day: suggestedEnd },
    });
  });
  return { initial, suggestedEnd };
}
