import { CircleCheck, CircleDashed, CircleDot } from 'lucide-react';
import { useIntl } from 'react-intl';
import type { Checklist as List, ChecklistLine, Storage } from '../../../ipc/bindings';
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
  return (
    <ol className={styles.list} aria-label={intl.formatMessage({ id: 'checklist.label' })}>
      {checklist.lines.map((line) => (
        <Line key={line.item} {...{ line, path, storage, below }} file={checklist.configPaths} />
      ))}
    </ol>
  );
}

interface LineProps extends Omit<ChecklistProps, 'checklist'> {
  line: ChecklistLine;
  file: string | null;
}

function Line({ line: { item, state }, file, path, storage, below }: LineProps) {
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
        {state.kind === 'missing' && <LineHelp {...{ path, storage, file }} obstacle={state.obstacle} />}
      </div>
    </li>
  );
}
