import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../components/Button';
import { Spinner } from '../components/Spinner';
import { ErrorCard } from '../errors/ErrorCard';
import { FirstRun } from '../features/first-run/FirstRun';
import { useAppStateChanged, useIpc } from '../ipc/IpcProvider';
import { appStateQuery, keys } from '../ipc/queries';
import { ClockProvider } from '../time/Clock';
import styles from './App.module.css';
import { DragOverlay } from './DragOverlay';
import { Shell } from './Shell';

/** The window: first run until somebody is signed in, then the shell with its screens. */
export function App({ now }: { now?: () => number }) {
  const client = useQueryClient();
  const state = useQuery(appStateQuery(useIpc()));
  useAppStateChanged(() => {
    void client.invalidateQueries({ queryKey: keys.appState });
  });

  const theme = state.data?.settings.theme;
  useEffect(() => {
    const root = document.documentElement;
    if (theme === undefined || theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
  }, [theme]);

  if (state.data) {
    const { session, practice, timeZone } = state.data;
    return (
      <ClockProvider timeZone={timeZone} {...(now && { now })}>
        {/* Another person's data must not shine through: the shell starts afresh with each sign-in. */}
        {session ? <Shell key={`${session.identity.id} ${String(practice)}`} /> : <FirstRun />}
        <DragOverlay />
        {practice && <div className={styles.practiceFrame} data-testid="practice-frame" />}
      </ClockProvider>
    );
  }
  return (
    <main className={styles.waiting}>
      {state.error ? (
        <ErrorCard error={state.error}>
          <Button size="small" onClick={() => void state.refetch()}>
            <FormattedMessage id="common.tryAgain" />
          </Button>
        </ErrorCard>
      ) : (
        <p role="status">
          <Spinner /> <FormattedMessage id="shell.loading" />
        </p>
      )}
    </main>
  );
}
