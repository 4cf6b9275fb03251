import { useEffect, useState } from 'react';
import type { FolderPreview } from '../../../ipc/bindings';
import type { Ipc } from '../../../ipc/ipc';
import { useIpc } from '../../../ipc/IpcProvider';

/** What is known about a folder's contents while they are being counted. */
export interface PreviewState {
  /** Null until the first count has come in. */
  readonly preview: FolderPreview | null;
  readonly state: 'counting' | 'finished' | 'stopped';
}

/** Nothing has come in yet. */
export const NOT_COUNTED: PreviewState = { preview: null, state: 'counting' };

/** Counts folders while the sheet is already usable; stops when they are changed or the page is left. */
export function usePreviews(paths: readonly string[]): Readonly<Record<string, PreviewState>> {
  const ipc = useIpc();
  const [counted, setCounted] = useState<Readonly<Record<string, PreviewState>>>({});
  // Folders are compared by their names; a new array with the same ones starts nothing anew.
  const key = JSON.stringify(paths);
  useEffect(() => {
    const stops = (JSON.parse(key) as string[]).map((path) =>
      count(ipc, path, (change) => setCounted((all) => ({ ...all, [path]: change(all[path] ?? NOT_COUNTED) }))),
    );
    return () => stops.forEach((stop) => stop());
  }, [ipc, key]);
  return counted;
}

function count(ipc: Ipc, path: string, show: (change: (before: PreviewState) => PreviewState) => void): () => void {
  const id = crypto.randomUUID();
  let left = false;
  ipc
    .previewFolder(id, path, ({ kind, preview }) => {
      if (!left) show(() => ({ preview, state: kind === 'finished' ? 'finished' : 'counting' }));
    })
    .catch(() => {
      if (!left) show((before) => ({ ...before, state: 'stopped' }));
    });
  return () => {
    left = true;
    // Counting that has ended by itself can't be cancelled any more; that is no failure.
    ipc.cancelPreview(id).catch(() => undefined);
  };
}
