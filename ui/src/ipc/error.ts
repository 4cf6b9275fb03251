import type { Error as IpcError } from './bindings';

export type { IpcError };

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: IpcError;
  }
}

/** Turns whatever was thrown into an error that screens have words for. */
export function toIpcError(thrown: unknown): IpcError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string') {
    return thrown as IpcError;
  }
  return { code: 'Unexpected', reference: thrown instanceof Error ? thrown.message : String(thrown) };
}
