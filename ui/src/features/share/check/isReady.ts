import type { FolderCheck } from '../../../ipc/bindings';

/** Whether nothing is missing. */
export function isReady(check: FolderCheck): boolean {
  return check.readiness.kind === 'ready' && check.location !== null;
}
