/** What became of a pasted text. */
export interface PastedList {
  /** One entry per guest, in the order they were pasted. */
  readonly lines: readonly string[];
  /** How many entries were dropped because the same one stood there before. */
  readonly repeated: number;
}

const ANGLE_ADDRESS = /<([^<>\s]+@[^<>\s]+)>/gu;

/**
 * Splits what people paste: one address per line, a mail program's "Name <address>; Name <address>", or cells of
 * a spreadsheet. An entry that is no address stays as it is, so that it can be shown and corrected.
 */
export function splitList(text: string): PastedList {
  const seen = new Set<string>();
  const lines: string[] = [];
  let repeated = 0;
  for (const entry of text.split(/\r\n|[\r\n\u2028\u2029]/u).flatMap(splitLine)) {
    const key = entry.toLowerCase();
    if (seen.has(key)) repeated += 1;
    else {
      seen.add(key);
      lines.push(entry);
    }
  }
  return { lines, repeated };
}

/** True when a paste should become a table of results rather than go into the box. */
export function isList(text: string): boolean {
  const { lines, repeated } = splitList(text);
  return lines.length + repeated > 1;
}

function splitLine(line: string): string[] {
  const inAngles = [...line.matchAll(ANGLE_ADDRESS)].map((match) => match[1] ?? '');
  // With angle brackets the rest is names, and names have commas in them ("Kim, Alex <alex@…>").
  if (inAngles.length > 0) return inAngles;
  const cells = line.split(/[,;\t]/u).flatMap((cell) => {
    const words = cell.trim().split(/\s+/u);
    return words.length > 1 && words.every((word) => word.includes('@')) ? words : [cell];
  });
  return cells.map(clean).filter((cell) => cell !== '');
}

function clean(cell: string): string {
  return cell
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/gu, '')
    .trim()
    .replace(/^mailto:/iu, '')
    .replace(/^["'<(]+|["'>).,;]+$/gu, '')
    .trim();
}
