import { useMutation } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import { useAnnounce } from '../../components/Announcer';
import type { Settings } from '../../ipc/bindings';
import { useIpc } from '../../ipc/IpcProvider';
import { useAppState, useSetAppState } from '../../ipc/queries';

/** The settings in force, and a way to change some of them. Each part of the page saves on its own. */
export function useSettings() {
  const intl = useIntl();
  const ipc = useIpc();
  const announce = useAnnounce();
  const state = useAppState();
  const setState = useSetAppState();
  const save = useMutation({
    mutationFn: async (change: Partial<Settings>) => {
      // The newest ones, so that two parts that save at the same time do not undo each other.
      const { settings } = await ipc.appState();
      return ipc.updateSettings({ ...settings, ...change });
    },
    onSuccess: (next) => {
      setState(next);
      announce(intl.formatMessage({ id: 'settings.saved' }));
    },
  });
  return { state, settings: state.settings, save };
}
