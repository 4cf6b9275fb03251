import { KeyRound } from 'lucide-react';

import { LevelWords } from '../../../components/LevelSelect';
import type { Permissions } from '../../../ipc/bindings';
import { useShareWords } from '../words';
import styles from './Rows.module.css';

/** What somebody can do at most; a role says that it covers everything. */
export function LevelCell({ level, through }: { level: Permissions; through: string | null }) {
  const { roleWords } = useShareWords();
  if (through === null) return <LevelWords level={level} />;
  return (
    <span className={styles.role}>
      <KeyRound size={16} strokeWidth={1.75} aria-hidden="true" />
      <span>{roleWords(through)}</span>
    </span>
  );
}
