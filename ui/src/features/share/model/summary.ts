import type { EndChoice, FolderCheck, ShareDraft } from '../../../ipc/bindings';

import { countGuests, guestKey } from '../../../components/guests/guests';
import { folderName } from '../../../files/folderName';

/** What the footer of the sheet says. */
export interface DraftSummary {
  readonly people: number;
  readonly groups: number;
  /** First and last day of the rows that end, `YYYY-MM-DD`; null when none does. */
  readonly firstEnd: string | null;
  readonly lastEnd: string | null;
  /** How many rows never end. */
  readonly endless: number;
}

/** Counts what is on the list. */
export function summarize(draft: ShareDraft): DraftSummary {
  const ends = draft.guests.map((row) => row.end);
  if (draft.wider.kind !== 'off') ends.push(draft.wider.end);
  const days = ends.flatMap((end) => (end.kind === 'on' ? [end.day] : [])).sort();
  return {
    ...countGuests(draft.guests.map((row) => row.guest)),
    firstEnd: days[0] ?? null,
    lastEnd: days.at(-1) ?? null,
    endless: ends.length - days.length,
  };
}

/** What an end date can't be. */
export type EndProblem = 'over' | 'afterMaximum' | 'noReason';

/** Checks one end: the first possible day is tomorrow, the last one is what the storage allows. */
export function endProblem(end: EndChoice, today: string, lastAllowed: string | null): EndProblem | null {
  if (end.kind === 'never') return end.reason.trim() === '' ? 'noReason' : null;
  // Days are written YYYY-MM-DD, so comparing the text compares the days.
  if (end.day <= today) return 'over';
  return lastAllowed !== null && end.day > lastAllowed ? 'afterMaximum' : null;
}

/** The last day all the folders' storages allow; null without a maximum. */
export function lastAllowedDay(checks: readonly FolderCheck[]): string | null {
  const days = checks.flatMap((check) => check.location?.lastAllowedDay ?? []).sort();
  return days[0] ?? null;
}

/** Why the review can't open yet; the primary button takes the person there. */
export type Missing =
  | { kind: 'textInBox' }
  | { kind: 'openList' }
  | { kind: 'noGuests' }
  | { kind: 'end'; key: string; problem: EndProblem }
  | { kind: 'widerEnd'; problem: EndProblem }
  | { kind: 'widerName' };

/** What the sheet knows besides the draft. */
export interface SheetFacts {
  readonly today: string;
  readonly checks: readonly FolderCheck[];
  /** Text in the people box that belongs to no guest yet. */
  readonly boxText: string;
  /** Lines of a pasted list that still want an answer. */
  readonly openLines: number;
}

/** The first condition that is not met, in the order of the page; null when the review can open. */
export function firstMissing(draft: ShareDraft, facts: SheetFacts): Missing | null {
  if (facts.boxText.trim() !== '') return { kind: 'textInBox' };
  if (facts.openLines > 0) return { kind: 'openList' };
  if (draft.guests.length === 0 && draft.wider.kind === 'off') return { kind: 'noGuests' };
  for (const row of draft.guests) {
    // A day past the maximum is no obstacle: the review says what is used instead.
    const problem = endProblem(row.end, facts.today, null);
    if (problem !== null) return { kind: 'end', key: guestKey(row.guest), problem };
  }
  if (draft.wider.kind === 'off') return null;
  const expected = widerConfirmation(facts.checks);
  if (!sameName(draft.wider.confirmation, expected)) return { kind: 'widerName' };
  const problem = endProblem(draft.wider.end, facts.today, null);
  return problem === null ? null : { kind: 'widerEnd', problem };
}

/** What has to be typed before more than the guests get access: the name of the first folder. */
export function widerConfirmation(checks: readonly FolderCheck[]): string {
  const dropped = checks[0]?.dropped;
  if (dropped === undefined) return '';
  return dropped.fileInFolder === null ? dropped.name : folderName(dropped.fileInFolder);
}

/** Whether what was typed is the name: the form of its accents does not matter, spaces around it neither. */
export function sameName(typed: string, expected: string): boolean {
  return expected !== '' && typed.normalize('NFC').trim() === expected.normalize('NFC').trim();
}
