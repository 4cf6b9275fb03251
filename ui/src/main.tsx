import './design/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { Providers } from './app/Providers';
import { tauriIpc } from './ipc/client';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// `npm run dev` and `/?fake` in a browser: the screens on sample data, without the app. Not part of a build.
if (import.meta.env.DEV && new URLSearchParams(location.search).has('fake')) {
  const { startHarness } = await import('./ipc/fake/harness');
  startHarness(root);
} else {
  createRoot(root).render(
    <StrictMode>
      <Providers ipc={tauriIpc}>
        <App />
      </Providers>
    </StrictMode>,
  );
}
