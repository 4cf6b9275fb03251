import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SignInEvent } from '../../ipc/bindings';
import type { IpcError } from '../../ipc/error';
import { useIpc } from '../../ipc/IpcProvider';
import { keys } from '../../ipc/queries';

/** Where a sign-in is: not begun, in the browser, or being finished here. */
export type SignInProgress = SignInEvent | null;

/** Signs in, and keeps what the window needs to show meanwhile. */
export function useSignIn() {
  const ipc = useIpc();
  const client = useQueryClient();
  const [progress, setProgress] = useState<SignInProgress>(null);

  const welcome = async () => {
    // Whoever got here once has seen what the app does.
    const state = await ipc.appState();
    if (!state.settings.welcomed) await ipc.updateSettings({ ...state.settings, welcomed: true });
    await client.invalidateQueries({ queryKey: keys.appState });
  };

  const signIn = useMutation({
    mutationFn: (remember: boolean) => ipc.signIn(null, remember, setProgress),
    onSuccess: welcome,
    onSettled: () => setProgress(null),
  });
  const practice = useMutation({
    mutationFn: async () => {
      // A sign-in that waits would end practice again as soon as the browser comes back.
      if (signIn.isPending) await ipc.cancelSignIn();
      return ipc.startPractice();
    },
    onSuccess: welcome,
  });

  return {
    progress,
    pending: signIn.isPending,
    startingPractice: practice.isPending,
    error: worthSaying(practice.error ?? signIn.error),
    signIn: (remember: boolean) => {
      practice.reset();
      signIn.mutate(remember);
    },
    cancel: () => void ipc.cancelSignIn().catch(() => undefined),
    startPractice: () => practice.mutate(),
  };
}

/** Somebody who pressed Cancel knows it; a refusal in the browser has a reason. */
function worthSaying(error: IpcError | null): IpcError | null {
  return error?.code === 'SignInCancelled' && error.reason === null ? null : error;
}

export type SignIn = ReturnType<typeof useSignIn>;
