import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { ShareDraft } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys } from '../../../ipc/queries';
import { draftReducer } from '../model/draft';

/** A pause after which a change is kept. */
const PAUSE_MS = 400;

/**
 * A draft that is kept as it grows. What is on screen is the truth; the saved copy follows it, and catches up when
 * the page is left or the window closes.
 */
export function useDraft(initial: ShareDraft) {
  const ipc = useIpc();
  const client = useQueryClient();
  const [draft, dispatch] = useReducer(draftReducer, initial);
  const [notSaved, setNotSaved] = useState(false);
  const saved = useRef(initial);
  const latest = useRef(initial);
  const closed = useRef(false);

  /** Keeps the newest state; `always` keeps one that nobody has changed as well. */
  const save = useCallback(
    async (always = false): Promise<boolean> => {
      const now = latest.current;
      if (closed.current || (now === saved.current && !always)) return true;
      saved.current = now;
      try {
        await ipc.saveDraft(now);
        setNotSaved(false);
        return true;
      } catch {
        saved.current = initial;
        setNotSaved(true);
        return false;
      } finally {
        void client.invalidateQueries({ queryKey: keys.drafts });
      }
    },
    [client, initial, ipc],
  );

  useEffect(() => {
    latest.current = draft;
    const timer = setTimeout(() => void save(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, save]);

  useEffect(() => {
    const flush = () => void save();
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [save]);

  /** Forgets the saved copy: the share has begun and the journal has it, or the person left an empty sheet. */
  const forget = useCallback(async () => {
    closed.current = true;
    // A copy that stays behind does no harm; it can be deleted on Home.
    await ipc.deleteDraft(initial.id).catch(() => undefined);
    await client.invalidateQueries({ queryKey: keys.drafts });
  }, [client, initial.id, ipc]);

  return { draft, dispatch, save, forget, notSaved };
}
