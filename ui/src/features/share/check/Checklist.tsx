import { CircleCheck, CircleDashed, CircleDot } from 'lucide-react';
import { useIntl } from 'react-intl';
import type { Checklist as List, ChecklistItem, ChecklistLine, Storage } from '../../../ipc/bindings';
import styles from './Checklist.module.css';
import { LineHelp } from './LineHelp';

interface ChecklistProps {
  checklist: List;
  path: string;
  storage: Storage | null;
  /** What stands above: the page's title, or the folder's name. */
  below: 'h1' | 'h2';
}

const ICONS = { done: CircleCheck, missing: CircleDot, unknown: CircleDashed };

/** What sharing from this computer takes, with a tick for what is done and what to do for the rest. */
export function Checklist({ checklist, path, storage, below }: ChecklistProps) {
  const intl = useIntl();
  const isDone = (item: ChecklistItem) =>
    checklist.lines.some((line) => line.item === item && line.state.kind === 'done');
  return (
    <ol className={styles.list} aria-label={intl.formatMessage({ id: 'checklist.label' })}>
      {checklist.lines.map((line) => (
        <Line
          key={line.item}
          {...{ line, path, storage, below }}
          file={checklist.configPaths}
          // The files of some systems don't say; only the person can look.
          toSee={line.item === 'folderSharable' && line.state.kind === 'unknown' && isDone('folderListed')}
        />
      ))}
    </ol>
  );
}

interface LineProps extends Omit<ChecklistProps, 'checklist'> {
  line: ChecklistLine;
  file: string | null;
  /** Nothing will ever tell how it stands before the folder is shared. */
  toSee: boolean;
}

function Line({ line: { item, state }, file, toSee, path, storage, below }: LineProps) {
  const intl = useIntl();
  const Heading = state.kind !== 'missing' ? 'p' : below === 'h1' ? 'h2' : 'h3';
  const Icon = ICONS[state.kind];
  return (
    <li className={styles.line} data-state={state.kind}>
      <Icon className={styles.icon} size={22} strokeWidth={1.75} aria-hidden="true" />
      <div className={styles.words}>
        <div className={styles.head}>
          <Heading className={styles.item}>{intl.formatMessage({ id: `checklist.item.${item}` })}</Heading>
          <span className={styles.state}>{intl.formatMessage({ id: `checklist.state.${state.kind}` })}</span>
        </div>
        {toSee && <p className={styles.help}>{intl.formatMessage({ id: 'checklist.toSee' })}</p>}
        {state.kind === 'missing' && <LineHelp {...{ path, storage, file }} obstacle={state.obstacle} />}
      </div>
    </li>
  );
}
