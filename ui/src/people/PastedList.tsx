import { Check, X } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Badge } from '../components/Badge';
import { Button } from '../components/Button';
import { IconButton } from '../components/IconButton';
import { Spinner } from '../components/Spinner';
import { TextField } from '../components/TextField';
import { ErrorCard } from '../errors/ErrorCard';
import type { Guest, Person } from '../ipc/bindings';
import type { IpcError } from '../ipc/error';
import { foundLines, unknownLines, type PastedLine, type PastedLines } from './pastedLines';
import { Address } from '../components/guests/Address';
import { personGuest } from '../components/guests/guests';
import styles from './PastedList.module.css';
import { useForbiddenWords } from './useForbidden';
import { useGuestWords } from '../components/guests/useGuestWords';

export interface PastedListProps {
  list: PastedLines;
  error: IpcError | null;
  inviting: boolean;
  isOnList: (guest: Guest) => boolean;
  onAdd: () => void;
  onInvite: (lines: readonly { id: number; address: string }[]) => void;
  onChoose: (id: number, person: Person) => void;
  onCorrect: (id: number, input: string) => void;
  onDrop: (id: number) => void;
  onDiscard: () => void;
  onRetry: () => void;
}

/** A pasted list with one result per line; lines that don't fit can be corrected where they stand. */
export function PastedList(props: PastedListProps) {
  const { list, error, inviting } = props;
  const intl = useIntl();
  const addable = foundLines(list).filter(({ guest }) => !props.isOnList(guest)).length;
  const unknown = unknownLines(list);
  const looking = error === null && list.lines.some((line) => line.resolution === null);
  return (
    <section className={styles.list} aria-label={intl.formatMessage({ id: 'people.list.label' })}>
      <h3 className={styles.title}>
        <FormattedMessage id="people.list.title" values={{ count: list.lines.length }} />
      </h3>
      {list.repeated > 0 && (
        <p className={styles.note}>
          <FormattedMessage id="people.list.repeated" values={{ count: list.repeated }} />
        </p>
      )}
      <p role="status" className={styles.note}>
        {looking && (
          <>
            <Spinner size={16} /> <FormattedMessage id="people.list.checking" />
          </>
        )}
      </p>
      {error !== null && (
        <ErrorCard error={error}>
          <Button size="small" onClick={props.onRetry}>
            <FormattedMessage id="people.list.retry" />
          </Button>
        </ErrorCard>
      )}
      <ul className={styles.lines}>
        {list.lines.map((line) => (
          <li key={line.id} className={styles.line}>
            <div className={styles.result}>
              <Line line={line} {...props} />
            </div>
            <IconButton
              icon={X}
              label={intl.formatMessage({ id: 'people.list.drop' }, { input: line.input })}
              onClick={() => props.onDrop(line.id)}
            />
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <Button icon={Check} onClick={props.onAdd} unavailable={addable === 0 && !looking ? noneToAdd(intl) : null}>
          <FormattedMessage id="people.list.add" values={{ count: addable }} />
        </Button>
        {unknown.length > 1 && (
          <Button busy={inviting} onClick={() => props.onInvite(unknown)}>
            <FormattedMessage id="people.list.inviteAll" values={{ count: unknown.length }} />
          </Button>
        )}
        <Button variant="quiet" onClick={props.onDiscard}>
          <FormattedMessage id="people.list.discard" />
        </Button>
      </div>
    </section>
  );
}

function noneToAdd(intl: ReturnType<typeof useIntl>): string {
  return intl.formatMessage({ id: 'people.list.noneToAdd' });
}

function Line({ line, ...props }: PastedListProps & { line: PastedLine }) {
  const { nameOf } = useGuestWords();
  const forbiddenWords = useForbiddenWords();
  const { resolution, input, forbidden } = line;
  if (resolution === null) return <span>{input}</span>;
  if (forbidden !== null) {
    const guest = resolution.kind === 'found' ? resolution.guest : null;
    return (
      <span className={styles.words}>
        <span className={styles.name}>{guest === null ? input : nameOf(guest)}</span>{' '}
        <span className={styles.note}>{forbiddenWords(forbidden, guest?.kind ?? 'person')}</span>
      </span>
    );
  }
  switch (resolution.kind) {
    case 'found': {
      const { guest } = resolution;
      return (
        <>
          <span className={styles.words}>
            <span className={styles.name}>{nameOf(guest)}</span>{' '}
            {guest.kind === 'person' && guest.name !== null && <Address username={guest.username} />}
          </span>
          {props.isOnList(guest) ? (
            <FormattedMessage id="people.list.alreadyOn" />
          ) : (
            <Badge tone="good" icon={Check}>
              <FormattedMessage id="people.list.found" />
            </Badge>
          )}
        </>
      );
    }
    case 'several':
      return <Several line={line} people={resolution.people} onChoose={props.onChoose} />;
    case 'unknown':
      return (
        <>
          <span className={styles.words}>
            <span className={styles.name}>{resolution.address}</span>{' '}
            <span className={styles.note}>
              <FormattedMessage id="people.list.unknown" />
            </span>
          </span>
          <Button
            size="small"
            busy={props.inviting}
            onClick={() => props.onInvite([{ id: line.id, address: resolution.address }])}
          >
            <FormattedMessage id="people.invite" values={{ address: resolution.address }} />
          </Button>
        </>
      );
    case 'notAnAddress':
    case 'noSuchGroup':
      // The key starts the field afresh when another answer comes for another text.
      return <Correction key={input} line={line} reason={resolution.kind} onCorrect={props.onCorrect} />;
  }
}

function Several({
  line,
  people,
  onChoose,
}: {
  line: PastedLine;
  people: readonly Person[];
  onChoose: (id: number, person: Person) => void;
}) {
  const { nameOf } = useGuestWords();
  return (
    <div className={styles.several}>
      <p>
        <FormattedMessage id="people.several" values={{ address: line.input }} />
      </p>
      <div className={styles.actions}>
        {people.map((person) => (
          <Button key={person.id} size="small" onClick={() => onChoose(line.id, person)}>
            {nameOf(personGuest(person))} <Address username={person.username} />
            {person.organization !== null && ` · ${person.organization}`}
          </Button>
        ))}
      </div>
    </div>
  );
}

function Correction({
  line,
  reason,
  onCorrect,
}: {
  line: PastedLine;
  reason: 'notAnAddress' | 'noSuchGroup';
  onCorrect: (id: number, input: string) => void;
}) {
  const intl = useIntl();
  const [text, setText] = useState(line.input);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() !== '') onCorrect(line.id, text);
  };
  return (
    <form className={styles.correction} onSubmit={submit}>
      <TextField
        labelHidden
        label={intl.formatMessage({ id: 'people.list.correct' }, { input: line.input })}
        error={text === line.input ? intl.formatMessage({ id: `people.${reason}` }, { input: line.input }) : undefined}
        value={text}
        onChange={setText}
      />
      <Button type="submit">
        <FormattedMessage id="people.list.lookUp" />
      </Button>
    </form>
  );
}
