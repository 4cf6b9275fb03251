import { Copy, Settings } from 'lucide-react';
import { useState, type Ref } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { Checkbox } from '../../../components/Checkbox';
import { Disclosure } from '../../../components/Disclosure';
import { TextField } from '../../../components/TextField';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { IpcError } from '../../../ipc/error';
import { sensitiveWord } from '../model/sensitive';
import { chosenTarget } from '../model/target';
import { useCopy } from '../../../clipboard/useCopy';
import type { DraftProps } from './draftProps';
import styles from './TellThem.module.css';

type AdvancedProps = DraftProps & {
  /** Asked to open by the review, to change the name. */
  openAtFirst: boolean;
  nameError: string | null;
  nameRef: Ref<HTMLInputElement>;
  /** The commands of the plan for what is on the sheet now. */
  loadCommands: () => Promise<readonly string[]>;
};

/** Collection name, encryption, programs as guests, and the same as commands. */
export function Advanced({ draft, dispatch, checks, openAtFirst, nameError, nameRef, loadCommands }: AdvancedProps) {
  const intl = useIntl();
  const [open, setOpen] = useState(openAtFirst);
  const locations = checks.flatMap(({ location }) => location ?? []);
  const targets = locations.map((location) => chosenTarget(draft, location));
  const created = targets.filter((target) => target.kind === 'create');
  const onServer = locations.every(({ storage }) => storage.kind === 'server');
  const suggested = created[0]?.name ?? '';
  const name = draft.collectionName ?? suggested;
  const word = sensitiveWord(name, intl.formatMessage({ id: 'share.sensitive.words' }));
  return (
    <Disclosure
      icon={Settings}
      title={<FormattedMessage id="share.advanced.title" />}
      summary={<FormattedMessage id={created.length > 0 ? 'share.advanced.summary' : 'share.advanced.summaryReuse'} />}
      open={open}
      onToggle={setOpen}
    >
      <div className={styles.stack}>
        {created.length > 0 ? (
          <>
            <TextField
              ref={nameRef}
              label={<FormattedMessage id="share.advanced.name" />}
              hint={<FormattedMessage id={onServer ? 'share.advanced.nameHintServer' : 'share.advanced.nameHint'} />}
              error={nameError ?? undefined}
              dir="auto"
              value={name}
              onChange={(text) => dispatch({ type: 'nameTyped', name: text === suggested ? null : text })}
            />
            <p role="status" className={styles.sensitive}>
              {word !== null && <FormattedMessage id="share.sensitive.name" values={{ word }} />}
            </p>
            <Checkbox
              checked={draft.forceEncryption}
              onChange={(on) => dispatch({ type: 'encryptionChosen', on })}
              hint={<FormattedMessage id="share.advanced.encryptionHint" />}
            >
              <FormattedMessage id="share.advanced.encryption" />
            </Checkbox>
          </>
        ) : (
          <p>
            <FormattedMessage id="share.advanced.existing" values={{ name: targets[0]?.name ?? '' }} />
          </p>
        )}
        <p className={styles.note}>
          <FormattedMessage id="share.advanced.application" />
        </p>
        <Commands load={loadCommands} key={JSON.stringify(draft)} empty={draft.guests.length === 0} />
      </div>
    </Disclosure>
  );
}

/** The plan as commands, asked for only when somebody wants to see them. */
function Commands({ load, empty }: { load: () => Promise<readonly string[]>; empty: boolean }) {
  const intl = useIntl();
  const [commands, setCommands] = useState<readonly string[] | null>(null);
  const [error, setError] = useState<IpcError | null>(null);
  const [busy, setBusy] = useState(false);
  const { copy, label } = useCopy(intl.formatMessage({ id: 'share.advanced.commandsCopy' }));

  async function show() {
    setBusy(true);
    setError(null);
    try {
      setCommands(await load());
    } catch (thrown) {
      setError(thrown as IpcError);
    }
    setBusy(false);
  }

  return (
    <div className={styles.stack}>
      <div>
        <h4 className={styles.heading}>
          <FormattedMessage id="share.advanced.commands" />
        </h4>
        <p className={styles.note}>
          <FormattedMessage id="share.advanced.commandsHint" />
        </p>
      </div>
      {error !== null && <ErrorCard error={error} />}
      {commands === null ? (
        <div>
          <Button
            size="small"
            busy={busy}
            unavailable={empty ? intl.formatMessage({ id: 'share.advanced.commandsEmpty' }) : null}
            onClick={show}
          >
            <FormattedMessage id="share.advanced.commandsShow" />
          </Button>
        </div>
      ) : (
        <>
          <pre className={styles.commands}>{commands.join('\n')}</pre>
          <div>
            <Button size="small" icon={Copy} onClick={() => void copy(commands.join('\n'))}>
              {label}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
