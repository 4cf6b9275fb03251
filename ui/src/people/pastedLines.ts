import type { Guest, Person, PolicyRule, ResolvedLine, Resolution } from '../ipc/bindings';
import { personGuest } from '../components/guests/guests';

/** One entry of a pasted list, until it is added or left out. */
export interface PastedLine {
  readonly id: number;
  readonly input: string;
  /** Null while it is being looked up. */
  readonly resolution: Resolution | null;
  /** The rule of the institution that stands against whoever it is. */
  readonly forbidden: PolicyRule | null;
}

/** A pasted list that still wants an answer. */
export interface PastedLines {
  readonly lines: readonly PastedLine[];
  /** Entries that stood there twice. */
  readonly repeated: number;
  readonly nextId: number;
}

export const NO_LINES: PastedLines = { lines: [], repeated: 0, nextId: 1 };

export type PastedAction =
  | { type: 'pasted'; entries: readonly string[]; repeated: number }
  | { type: 'resolved'; ids: readonly number[]; answers: readonly ResolvedLine[] }
  | { type: 'corrected'; id: number; input: string }
  | { type: 'chosen'; id: number; person: Person }
  | { type: 'dropped'; ids: readonly number[] }
  | { type: 'discarded' };

/** The next state of a pasted list. */
export function pastedReducer(state: PastedLines, action: PastedAction): PastedLines {
  switch (action.type) {
    case 'pasted': {
      const added = action.entries.map((input, index) => ({
        id: state.nextId + index,
        input,
        resolution: null,
        forbidden: null,
      }));
      return {
        lines: [...state.lines, ...added],
        repeated: state.repeated + action.repeated,
        nextId: state.nextId + added.length,
      };
    }
    case 'resolved':
      return onLines(state, (line) => {
        const at = action.ids.indexOf(line.id);
        const answer = at < 0 ? undefined : action.answers[at];
        // An entry that was corrected in the meantime waits for its own answer.
        if (answer?.input !== line.input.trim()) return line;
        return { ...line, resolution: answer.resolution, forbidden: answer.forbidden };
      });
    case 'corrected':
      return onLines(state, (line) =>
        line.id === action.id ? { ...line, input: action.input.trim(), resolution: null, forbidden: null } : line,
      );
    case 'chosen':
      return onLines(state, (line) =>
        line.id === action.id ? { ...line, resolution: { kind: 'found', guest: personGuest(action.person) } } : line,
      );
    case 'dropped': {
      const lines = state.lines.filter((line) => !action.ids.includes(line.id));
      return lines.length === 0 ? { ...NO_LINES, nextId: state.nextId } : { ...state, lines };
    }
    case 'discarded':
      return { ...NO_LINES, nextId: state.nextId };
  }
}

/** The entries that can be guests now. */
export function foundLines({ lines }: PastedLines): { id: number; guest: Guest }[] {
  return lines.flatMap(({ id, resolution, forbidden }) =>
    resolution?.kind === 'found' && forbidden === null ? [{ id, guest: resolution.guest }] : [],
  );
}

/** The entries that Globus does not know and that can be invited. */
export function unknownLines({ lines }: PastedLines): { id: number; address: string }[] {
  return lines.flatMap(({ id, resolution, forbidden }) =>
    resolution?.kind === 'unknown' && forbidden === null ? [{ id, address: resolution.address }] : [],
  );
}

function onLines(state: PastedLines, change: (line: PastedLine) => PastedLine): PastedLines {
  return { ...state, lines: state.lines.map(change) };
}
