/** What became of a pasted text. */
export interface PastedList {
  /** One entry per guest, in the order they were pasted. */
  readonly lines: readonly string[];
  /** How many entries were dropped because the same one stood there before. */
  readonly repeated: number;
}

const IN_ANGLES = /<[^<>\s]+@[^<>\s]+>/u;
const ADDRESS = /<([^<>\s]+@[^<>\s]+)>|[^\s,<>"']+@[^\s,<>"']+/gu;

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
  return line
    .split(/[;\t]/u)
    .flatMap((part) => (IN_ANGLES.test(part) ? namedAddresses(part) : cells(part)))
    .map(clean)
    .filter((entry) => entry !== '');
}

/** With angle brackets the rest is names, and names have commas in them ("Kim, Alex <alex@…>"). */
function namedAddresses(part: string): string[] {
  return [...part.matchAll(ADDRESS)].map((match) => match[1] ?? match[0]);
}

function cells(part: string): string[] {
  return part.split(',').flatMap((cell) => {
    const words = cell.trim().split(/\s+/u);
    return words.length > 1 && words.every((word) => word.includes('@')) ? words : [cell];
  });
}

function clean(cell: string): string {
  return cell
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/gu, '')
    .trim()
    .replace(/^mailto:/iu, '')
    .replace(/^["'<(]+|["'>).,;]+$/gu, '')
    .trim();
}
