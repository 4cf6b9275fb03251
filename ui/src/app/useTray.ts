import { useEffect } from 'react';
import { useIntl } from 'react-intl';
import { useIpc } from '../ipc/IpcProvider';

/** Lends the icon in the tray its words, and has it shown or taken away when the setting changes. */
export function useTray(kept: boolean | undefined): void {
  const intl = useIntl();
  const ipc = useIpc();
  useEffect(() => {
    if (kept === undefined) return;
    const words = {
      open: intl.formatMessage({ id: 'shell.trayOpen' }),
      share: intl.formatMessage({ id: 'shell.trayShare' }),
      quit: intl.formatMessage({ id: 'shell.trayQuit' }),
    };
    // Without an icon, closing the window ends the app: nothing is lost that somebody would have to hear of now.
    ipc.showTray(words).catch(() => undefined);
  }, [kept, intl, ipc]);
}
