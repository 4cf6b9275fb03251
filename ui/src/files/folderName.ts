/**
 * What people call a folder of which only the text is known: the last part of a path of any system, or of the path in
 * the web app's link to it. The whole text for a root.
 */
export function folderName(text: string): string {
  const link = asLink(text);
  if (link !== null) return lastPart(link.searchParams.get('origin_path') ?? '') ?? link.host;
  return lastPart(text) ?? text;
}

/** A folder as one can read it: the path of this computer, or the path that the web app's link to it holds. */
export function folderPath(text: string): string {
  return asLink(text)?.searchParams.get('origin_path') ?? text;
}

function asLink(text: string): URL | null {
  if (!/^https?:\/\//i.test(text)) return null;
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function lastPart(path: string): string | undefined {
  return path.split(/[\\/]/u).findLast((part) => part !== '');
}
