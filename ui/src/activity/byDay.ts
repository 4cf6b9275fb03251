import type { HistoryEntry } from '../ipc/bindings';
import { dayOf } from '../time/days';

/** Entries of one day in the person's zone. */
export interface Day {
  /** `YYYY-MM-DD`. */
  day: string;
  entries: HistoryEntry[];
}

/** Entries, newest first, under their days. */
export function byDay(entries: readonly HistoryEntry[], timeZone: string): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const day = dayOf(entry.at, timeZone).toString();
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
