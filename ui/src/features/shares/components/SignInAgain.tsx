import { useMutation } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useIntl } from 'react-intl';

import { Button } from '../../../components/Button';
import type { SessionDemand } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import { useIpc } from '../../../ipc/IpcProvider';
import { useAppState } from '../../../ipc/queries';

/** What Globus wants first: a consent, a fresh sign-in, or any sign-in at all; undefined where it wants none. */
export function demandOf(error: IpcError): SessionDemand | null | undefined {
  if (error.code === 'ConsentRequired' || error.code === 'SessionRequired') return error.demand;
  return error.code === 'NotSignedIn' ? null : undefined;
}

/** Gives Globus what it wants in the browser, then does once more what was asked for. */
export function SignInAgain({ demand, onDone }: { demand: SessionDemand | null; onDone: () => void }) {
  const intl = useIntl();
  const ipc = useIpc();
  const remembered = useAppState().session?.remembered ?? false;
  const signIn = useMutation({
    mutationFn: () => ipc.signIn(demand, remembered, () => undefined),
    onSuccess: onDone,
  });
  return (
    <>
      <Button size="small" icon={ExternalLink} busy={signIn.isPending} onClick={() => signIn.mutate()}>
        {intl.formatMessage({ id: signIn.isPending ? 'shares.browserWaiting' : 'shares.browserOpen' })}
      </Button>
      {signIn.isPending && (
        <Button size="small" onClick={() => void ipc.cancelSignIn()}>
          {intl.formatMessage({ id: 'common.cancel' })}
        </Button>
      )}
    </>
  );
}
