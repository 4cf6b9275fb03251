import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useIpc } from '../ipc/IpcProvider';

/** A pause in typing that is long enough to ask. */
const PAUSE_MS = 150;

/** People and groups for what was typed so far. */
export function useSuggestions(text: string) {
  const ipc = useIpc();
  const query = usePaused(text.trim());
  const enabled = query !== '';
  const answer = useQuery({
    queryKey: ['share', 'suggestions', query],
    queryFn: () => ipc.suggestGuests(query),
    enabled,
    staleTime: 30_000,
    retry: false,
    networkMode: 'always',
    placeholderData: keepPreviousData,
  });
  return {
    suggestions: enabled && text.trim() !== '' ? answer.data : undefined,
    /** True while the answer on screen is not yet the one for what stands in the box. */
    looking: text.trim() !== '' && (query !== text.trim() || answer.isFetching),
    error: enabled ? answer.error : null,
    tryAgain: () => void answer.refetch(),
  };
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), text === '' ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
