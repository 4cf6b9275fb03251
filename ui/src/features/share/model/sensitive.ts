/**
 * The first of `words` (a comma-separated list from the catalogue, so that each language has its own) that stands
 * in `text` as a whole word; null when there is none.
 */
export function sensitiveWord(text: string, words: string): string | null {
  const folded = text.normalize('NFC').toLocaleLowerCase();
  for (const word of words.split(',').map((entry) => entry.trim().toLocaleLowerCase())) {
    if (word === '') continue;
    const at = folded.search(new RegExp(`(?<![\\p{L}\\p{N}])${escape(word)}(?![\\p{L}\\p{N}])`, 'u'));
    if (at >= 0) return text.normalize('NFC').slice(at, at + word.length);
  }
  return null;
}

function escape(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}
