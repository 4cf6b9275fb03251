import { createContext, use, useCallback, useMemo, useState } from 'react';

interface RequestDrafts {
  texts: Readonly<Record<string, string>>;
  write: (key: string, text: string) => void;
}

/** Texts for support that the person has changed. They outlive a further check and a sign-in half-way. */
export const RequestDraftsContext = createContext<RequestDrafts | null>(null);

/** The texts of one check. */
export function useRequestDrafts(): RequestDrafts {
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const write = useCallback((key: string, text: string) => setTexts((before) => ({ ...before, [key]: text })), []);
  return useMemo(() => ({ texts, write }), [texts, write]);
}

/** One of them: the person's own words, once there are any. */
export function useRequestDraft(key: string, fresh: string): [string, (text: string) => void] {
  const drafts = use(RequestDraftsContext);
  if (drafts === null) throw new Error('a request text needs a check around it');
  return [drafts.texts[key] ?? fresh, (text) => drafts.write(key, text)];
}
