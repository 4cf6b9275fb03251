/**
 * Texts on screen that did not come from the message catalogue: with the pseudo-locale every word of ours is
 * accented, so whatever still has two plain letters in a row is data or a mistake. `data` says what is data.
 */
export function literalText(data: readonly (string | RegExp)[], root: Element = document.body): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent && !parent.closest('style, script, template')) found.push(walker.currentNode.textContent ?? '');
  }
  for (const element of root.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.push(element.getAttribute(name) ?? '');
  }
  return found
    .map((text) => data.reduce<string>((rest, known) => rest.replaceAll(all(known), ''), text))
    .filter((text) => /[A-Za-z]{2,}/.test(text));
}

function all(known: string | RegExp): RegExp {
  if (known instanceof RegExp) return new RegExp(known.source, 'g');
  return new RegExp(known.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g');
}

/** Weekdays, months and offsets, which the platform writes. */
export const dateWords = /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|UTC)\w*/;
