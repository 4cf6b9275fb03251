import { createContext, use, useEffect, useEffectEvent, type ReactNode } from 'react';
import type { FolderDrag } from './bindings';
import type { Ipc } from './ipc';

const IpcContext = createContext<Ipc | null>(null);

/** Lends the app behind the window, or a fake of it, to all screens. */
export function IpcProvider({ ipc, children }: { ipc: Ipc; children: ReactNode }) {
  return <IpcContext value={ipc}>{children}</IpcContext>;
}

/** What the window may ask of the app. */
export function useIpc(): Ipc {
  const ipc = use(IpcContext);
  if (ipc === null) throw new Error('useIpc needs an IpcProvider above it');
  return ipc;
}

/** Calls back while something is dragged over the window or dropped on it. */
export function useFolderDrag(listener: (drag: FolderDrag) => void): void {
  const ipc = useIpc();
  const onDrag = useEffectEvent(listener);
  useEffect(() => ipc.onFolderDrag((drag) => onDrag(drag)), [ipc]);
}

/** Calls back when the app's state changed and should be asked for again. */
export function useAppStateChanged(listener: () => void): void {
  const ipc = useIpc();
  const onChange = useEffectEvent(listener);
  useEffect(() => ipc.onAppStateChanged(() => onChange()), [ipc]);
}
