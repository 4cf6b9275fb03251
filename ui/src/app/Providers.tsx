import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState, type ComponentProps, type ReactNode } from 'react';
import { AnnouncerProvider } from '../components/Announcer';
import { ToastProvider } from '../components/Toast';
import { I18nProvider } from '../i18n/I18nProvider';
import type { AppState } from '../ipc/bindings';
import type { Ipc } from '../ipc/ipc';
import { IpcProvider } from '../ipc/IpcProvider';
import { keys } from '../ipc/queries';
import { NavigationProvider, type Route } from '../navigation/navigation';
import { PendingDropProvider } from '../navigation/pendingDrop';
import { PolicyProvider } from '../policy/PolicyProvider';

interface ProvidersProps {
  ipc: Ipc;
  /** For tests: other words, another first screen, a state that need not be asked for. */
  messages?: ComponentProps<typeof I18nProvider>['override'];
  start?: Route;
  state?: AppState;
  children: ReactNode;
}

/** Everything that screens take for granted, except what depends on the app's state. */
export function Providers({ ipc, messages, start, state, children }: ProvidersProps) {
  const [client] = useState(() => createClient(state));
  return (
    <IpcProvider ipc={ipc}>
      <QueryClientProvider client={client}>
        <I18nProvider override={messages}>
          <AnnouncerProvider>
            <ToastProvider>
              <NavigationProvider {...(start && { start })}>
                <PendingDropProvider>
                  <PolicyProvider>{children}</PolicyProvider>
                </PendingDropProvider>
              </NavigationProvider>
            </ToastProvider>
          </AnnouncerProvider>
        </I18nProvider>
      </QueryClientProvider>
    </IpcProvider>
  );
}

function createClient(state: AppState | undefined): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      // The app behind the window retries what is safe to repeat; once more here would only double the wait.
      queries: { retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
  if (state) client.setQueryData(keys.appState, state);
  return client;
}
