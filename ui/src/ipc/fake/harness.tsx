import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '../../app/App';
import { Providers } from '../../app/Providers';
import type { Route } from '../../navigation/navigation';
import { createFakeIpc, type FakeIpc } from './fakeIpc';
import { SAMPLE_NOW } from './people';

declare global {
  interface Window {
    /** The fake behind the screens, to set off a drag or a change from the browser's console. */
    fakeIpc: FakeIpc;
  }
}

/**
 * The app on sample data, for looking at screens in a browser. `?fake&first-run`, `&practice`, `&theme=dark` and
 * `&no-client-id`, `&no-keychain` choose what it starts with; `&start=` takes a route as JSON.
 */
export function startHarness(root: HTMLElement): void {
  const query = new URLSearchParams(location.search);
  const fake = createFakeIpc({ pace: 300 });
  const theme = query.get('theme');
  fake.state = {
    ...fake.state,
    session: query.has('first-run') ? null : fake.state.session,
    practice: query.has('practice'),
    clientIdConfigured: !query.has('no-client-id'),
    vault: query.has('no-keychain') ? 'unavailable' : 'available',
    notices: query.has('notice') ? [{ kind: 'settingsReset', keptAs: '/home/nora/settings.broken.json' }] : [],
    settings: {
      ...fake.state.settings,
      welcomed: !query.has('first-run'),
      theme: theme === 'dark' || theme === 'light' ? theme : 'system',
    },
  };
  window.fakeIpc = fake;
  const start = query.get('start');
  createRoot(root).render(
    <StrictMode>
      <Providers ipc={fake} {...(start !== null && { start: JSON.parse(start) as Route })}>
        <App now={() => SAMPLE_NOW} />
      </Providers>
    </StrictMode>,
  );
}
