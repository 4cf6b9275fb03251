import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../components/Button';
import { Spinner } from '../components/Spinner';
import { ErrorCard } from '../errors/ErrorCard';
import { FirstRun } from '../features/first-run/FirstRun';
import { useAppStateChanged, useIpc } from '../ipc/IpcProvider';
import { appStateQuery, keys } from '../ipc/queries';
import { useNavigation } from '../navigation/navigation';
import { ClockProvider } from '../time/Clock';
import styles from './App.module.css';
import { DragOverlay } from './DragOverlay';
import { Notices } from './Notices';
import { RefusedLink, useRefusedLink } from './RefusedLink';
import { Shell } from './Shell';
import { useTheme } from './useTheme';
import { useTray } from './useTray';

/** The window: first run until somebody is signed in, then the shell with its screens. */
export function App({ now }: { now?: () => number }) {
  const client = useQueryClient();
  const { navigate } = useNavigation();
  // Listens before the state is asked for: links that the app was started for come with the first answer.
  const link = useRefusedLink();
  const state = useQuery(appStateQuery(useIpc()));
  useAppStateChanged(() => {
    void client.invalidateQueries({ queryKey: keys.appState });
  });

  useTheme(state.data?.settings.theme);
  useTray(state.data?.settings.keepInTray);

  const { data, error } = state;
  const signedOut = data?.session === null;
  useEffect(() => {
    if (!signedOut) return;
    // What was read for one person is theirs: the next one must not see it, not even for a moment.
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.appState[0] });
    navigate({ name: 'home' });
  }, [signedOut, client, navigate]);

  const notices = (
    <>
      <RefusedLink link={link} />
      <Notices all={data?.notices ?? []} />
    </>
  );
  return (
    <>
      {/* Listens before anything else is asked: folders named on the command line come with the first answer. */}
      <DragOverlay signedIn={data !== undefined && data.session !== null} />
      {data ? (
        <ClockProvider timeZone={data.timeZone} {...(now && { now })}>
          {/* Another person's data must not shine through: the shell starts afresh with each sign-in. */}
          {data.session ? (
            <Shell key={`${data.session.identity.id} ${String(data.practice)}`} notices={notices} />
          ) : (
            <FirstRun notices={notices} />
          )}
          {data.practice && <div className={styles.practiceFrame} data-testid="practice-frame" />}
        </ClockProvider>
      ) : (
        <main className={styles.waiting}>
          {error ? (
            <ErrorCard error={error}>
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
      )}
    </>
  );
}
