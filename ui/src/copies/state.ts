import type { Copy, CopyState } from '../ipc/bindings';

/** What a state means for the person. */
export type Standing =
  /** It goes on by itself. */
  | 'running'
  /** It goes on only when the person does something. */
  | 'needsYou'
  /** All is there, or all that the person wants. */
  | 'complete'
  /** Nothing more will come. */
  | 'over';

/** Where a copy stands. */
export function standingOf({ kind }: CopyState): Standing {
  switch (kind) {
    case 'copying':
    case 'waiting':
    case 'cancelling':
    case 'removing':
      return 'running';
    case 'paused':
    case 'stopped':
    case 'incomplete':
      return 'needsYou';
    case 'complete':
      return 'complete';
    case 'cancelled':
    case 'removed':
      return 'over';
  }
}

/** Whether it has not come to its end: nobody gets access through it yet. */
export function isUnfinished({ state }: Copy): boolean {
  const standing = standingOf(state);
  return standing === 'running' || standing === 'needsYou';
}

/** Whether it belongs on Home: it has not come to its end, or somebody waits for it. */
export function isOpen(copy: Copy): boolean {
  return isUnfinished(copy) || copy.waiting.length > 0;
}

/** How far it has come, of 100; null while that can't be said. */
export function percentOf({ progress, state }: Copy): number | null {
  if (state.kind === 'complete') return 100;
  if (progress.isCounting) return null;
  const { bytes, bytesDone, files, filesDone } = progress;
  const part = bytes !== null && bytes > 0 ? bytesDone / bytes : files > 0 ? filesDone / files : null;
  return part === null ? null : Math.min(99, Math.floor(part * 100));
}

/** Seconds that are left at this rate; null while that would be a guess. */
export function secondsLeft({ bytes, bytesDone, bytesPerSecond, isCounting }: Copy['progress']): number | null {
  if (isCounting || bytes === null || bytesPerSecond === null || bytesPerSecond <= 0 || bytes <= bytesDone) return null;
  return Math.ceil((bytes - bytesDone) / bytesPerSecond);
}

/** The unfinished copy that a folder is, is part of, or has in it. */
export function copyOver(copies: readonly Copy[], address: string): Copy | undefined {
  const folder = placeOf(address);
  if (folder === null) return undefined;
  return copies.find((copy) => {
    const copied = isUnfinished(copy) && copy.destination.link !== null ? placeOf(copy.destination.link) : null;
    return (
      copied !== null &&
      copied.collection === folder.collection &&
      (copied.path.startsWith(folder.path) || folder.path.startsWith(copied.path))
    );
  });
}

/** A folder of a collection, from the web app's link to it. */
function placeOf(address: string): { collection: string; path: string } | null {
  if (!URL.canParse(address)) return null;
  const { searchParams } = new URL(address);
  const collection = searchParams.get('origin_id');
  const path = searchParams.get('origin_path');
  if (collection === null || path === null) return null;
  return { collection, path: path.endsWith('/') ? path : `${path}/` };
}

/** How many guests get access when it is complete. */
export function guestsOf({ waiting }: Copy): number {
  return waiting.reduce((sum, share) => sum + share.guests, 0);
}
