import { createContext, use, useCallback, useMemo, useState } from 'react';

/** A text in the person's words, and the one it was made from. */
interface Draft {
  text: string;
  from: string;
}

interface RequestDrafts {
  drafts: Readonly<Record<string, Draft>>;
  write: (key: string, draft: Draft) => void;
}

/** Texts for support that the person has changed. They outlive a further check and a sign-in half-way. */
export const RequestDraftsContext = createContext<RequestDrafts | null>(null);

/** The texts of one check. */
export function useRequestDrafts(): RequestDrafts {
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  const write = useCallback((key: string, draft: Draft) => setDrafts((before) => ({ ...before, [key]: draft })), []);
  return useMemo(() => ({ drafts, write }), [drafts, write]);
}

/** One of them: the person's own words, once there are any. */
export function useRequestDraft(key: string, fresh: string) {
  const context = use(RequestDraftsContext);
  if (context === null) throw new Error('a request text needs a check around it');
  const { drafts, write } = context;
  const draft = drafts[key] ?? { text: fresh, from: fresh };
  const changed = draft.text !== draft.from;
  return {
    text: changed ? draft.text : fresh,
    /** What it says of the computer is from before the last look. */
    old: changed && draft.from !== fresh,
    write: (text: string) => write(key, { text, from: changed ? draft.from : fresh }),
    renew: () => write(key, { text: fresh, from: fresh }),
  };
}
