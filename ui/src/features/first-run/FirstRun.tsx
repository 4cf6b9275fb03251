import type { ReactNode } from 'react';
import { useAppState } from '../../ipc/queries';
import { BrandPanel } from './components/BrandPanel';
import { SignInWaiting } from './components/SignInWaiting';
import { Welcome } from './components/Welcome';
import styles from './FirstRun.module.css';
import { useSignIn } from './useSignIn';

/** What this does, then the sign-in or a try with pretend data. `notices` stand above both. */
export function FirstRun({ notices }: { notices?: ReactNode }) {
  const state = useAppState();
  const signIn = useSignIn();
  return (
    <div className={styles.firstRun}>
      <BrandPanel />
      <main className={styles.main}>
        <div className={styles.column}>
          {notices}
          {signIn.pending ? <SignInWaiting signIn={signIn} /> : <Welcome state={state} signIn={signIn} />}
        </div>
      </main>
    </div>
  );
}
