import { FolderTree } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { TextField } from '../../../components/TextField';
import type { PlannedFolder, Tick, Warning } from '../../../ipc/bindings';
import { sameName } from '../model/summary';
import { accountName } from '../model/target';
import styles from './Review.module.css';
import type { ReviewPageProps } from './ReviewPage';
import { WarningNote } from './WarningNote';

type NeededCardProps = Pick<ReviewPageProps, 'plan' | 'answers' | 'onAnswers' | 'onFix' | 'suggestedEnd'> & {
  complain: boolean;
};

/** What will be made or used again, and what concerns the share as a whole. */
export function NeededCard({ plan, answers, onAnswers, onFix, suggestedEnd, complain }: NeededCardProps) {
  const intl = useIntl();
  const names = plan.ticks.filter((tick) => tick.kind === 'typeName');
  // The warning and the name to type belong together; a name without its warning gets one of its own.
  const asked = new Set<Tick>();
  const nameFor = (warning: Warning) => {
    if (warning.kind !== 'tooMuch') return undefined;
    const tick = names.find((name) => name.expected === warning.confirmWith && !asked.has(name));
    if (tick !== undefined) asked.add(tick);
    return tick;
  };
  const field = (tick: Tick & { kind: 'typeName' }) => (
    <TypeName key={tick.folder} {...{ tick, answers, onAnswers, complain }} folder={plan.folders[tick.folder]} />
  );
  const warnings = plan.warnings.map((warning) => ({ warning, tick: nameFor(warning) }));
  return (
    <section className={styles.card} aria-label={intl.formatMessage({ id: 'share.review.will' })}>
      {plan.folders.map((folder) => (
        <div key={folder.localPath} className={styles.needed}>
          <FolderTree size={20} strokeWidth={1.75} aria-hidden="true" />
          <p className={styles.words}>
            <FormattedMessage
              id={neededWords(folder)}
              values={{
                folder: folder.name,
                name: folder.collection.name,
                storage: folder.storageName,
                account: accountOf(folder) ?? '',
              }}
            />
          </p>
        </div>
      ))}
      {(warnings.length > 0 || names.length > asked.size) && (
        <div className={styles.whole}>
          {warnings.map(({ warning, tick }) => (
            <WarningNote
              key={JSON.stringify(warning)}
              warning={warning}
              place={{
                who: '',
                folders: plan.folders.map((folder) => folder.name),
                canLeaveOff: false,
                isGroup: false,
                suggestedEnd,
                timeZone: plan.timeZone,
              }}
              onFix={(fix) => onFix(fix, null)}
              tick={tick === undefined ? null : field(tick)}
            />
          ))}
          {names.filter((tick) => !asked.has(tick)).map(field)}
        </div>
      )}
    </section>
  );
}

function accountOf({ collection }: PlannedFolder): string | null {
  const account = collection.kind === 'new' ? (collection.account ?? null) : null;
  return account === null ? null : accountName(account);
}

function neededWords(folder: PlannedFolder) {
  if (folder.collection.kind === 'existing') return 'share.review.existing';
  return accountOf(folder) === null ? 'share.review.new' : 'share.review.newThrough';
}

interface TypeNameProps extends Pick<ReviewPageProps, 'answers' | 'onAnswers'> {
  tick: Tick & { kind: 'typeName' };
  folder: PlannedFolder | undefined;
  complain: boolean;
}

function TypeName({ tick, folder, answers, onAnswers, complain }: TypeNameProps) {
  const intl = useIntl();
  const path = folder?.localPath ?? '';
  const typed = answers.typedNames[path] ?? '';
  const right = sameName(typed, tick.expected);
  return (
    <div className={styles.typeName}>
      <TextField
        label={<FormattedMessage id="share.review.typeName" values={{ name: tick.expected }} />}
        hint={<FormattedMessage id="share.review.typeNameHint" />}
        error={
          complain && !right
            ? intl.formatMessage({ id: 'share.review.typeNameMismatch' }, { name: tick.expected })
            : undefined
        }
        data-open-tick={right ? undefined : ''}
        value={typed}
        onChange={(text) => onAnswers({ ...answers, typedNames: { ...answers.typedNames, [path]: text } })}
      />
    </div>
  );
}
