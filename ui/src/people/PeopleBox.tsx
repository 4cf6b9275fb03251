import { CircleAlert, UserPlus } from 'lucide-react';
import { useEffect, useId, useRef, useState, type ClipboardEvent, type KeyboardEvent, type Ref } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../components/Announcer';
import { cx } from '../components/cx';
import { LinkButton } from '../components/LinkButton';
import { Spinner } from '../components/Spinner';
import type { Guest } from '../ipc/bindings';
import type { IpcError } from '../ipc/error';
import { firstActive, kindOf, offer, onlyPeople, type Option } from './options';
import { isList, splitList } from './splitList';
import { useForbiddenWords } from './useForbidden';
import { useSuggestions } from './useSuggestions';
import styles from './PeopleBox.module.css';
import { SuggestionList } from './SuggestionList';

interface PeopleBoxProps {
  /** What the box is called; *Add guests…* where it fills a guest list. */
  label?: string;
  /** Groups are neither suggested nor taken. */
  peopleOnly?: boolean;
  placeholder?: string;
  text: string;
  onText: (text: string) => void;
  /** Adds a guest that is not on the list yet. */
  onAdd: (guest: Guest) => void;
  isOnList: (guest: Guest) => boolean;
  nameOf: (guest: Guest) => string;
  /** Takes a pasted list; without it several lines are pasted as they are. */
  onPasteList?: (entries: readonly string[], repeated: number) => void;
  /** Makes an identity for an address; only on the person's word. Answers whether it was done. Without it nobody is invited. */
  onInvite?: (address: string) => Promise<boolean>;
  /** Something else that stands beside the box, such as what is still missing. */
  error: string | null;
  /** The look-up needs a sign-in first. */
  onDemand: (error: IpcError) => boolean;
  inputRef: Ref<HTMLInputElement>;
}

/**
 * One box for people, groups and pasted lists: a combobox whose suggestions open in place and push the list down
 * (WAI-ARIA, combobox with list autocomplete).
 */
export function PeopleBox({
  label,
  peopleOnly = false,
  placeholder,
  text,
  onText,
  onAdd,
  isOnList,
  nameOf,
  onPasteList,
  onInvite,
  error: outside,
  onDemand,
  inputRef,
}: PeopleBoxProps) {
  const intl = useIntl();
  const announce = useAnnounce();
  const id = useId();
  const forbiddenWords = useForbiddenWords();
  const { suggestions, looking, error, tryAgain } = useSuggestions(text);
  const { options: found, several, refusal } = offer(peopleOnly ? onlyPeople(suggestions) : suggestions);
  const options = onInvite ? found : found.filter(({ kind }) => kind !== 'invite');
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const [moved, setMoved] = useState<{ text: string; to: number } | null>(null);
  const [said, setSaid] = useState<{ text: string; sentence: string } | null>(null);
  const [inviting, setInviting] = useState(false);
  const waitingEnter = useRef<string | null>(null);
  const box = useRef<HTMLDivElement>(null);

  const open = text.trim() !== '' && closedFor !== text && !inviting;
  const offered = open && options.length > 0;
  const active = moved?.text === text ? moved.to : looking ? -1 : firstActive(options);
  const complaint = said?.text === text ? said.sentence : outside;

  function choose(option: Option | undefined) {
    if (option === undefined) return;
    if (option.forbidden !== null) setSaid({ text, sentence: forbiddenWords(option.forbidden, kindOf(option)) });
    else if (option.kind === 'invite') void invite(option.address);
    else if (isOnList(option.guest)) {
      complain({ id: 'people.duplicate' }, { who: nameOf(option.guest) });
    } else {
      onText('');
      onAdd(option.guest);
    }
  }

  async function invite(address: string) {
    if (onInvite === undefined) return;
    setInviting(true);
    const done = await onInvite(address);
    setInviting(false);
    if (done) onText('');
    else complain({ id: 'people.inviteFailed' }, { address });
  }

  function complain(message: { id: 'people.duplicate' | 'people.inviteFailed' }, values: Record<string, string>) {
    setSaid({ text, sentence: intl.formatMessage(message, values) });
  }

  function refuse() {
    const sentence =
      refusal === 'noSuchGroup'
        ? intl.formatMessage({ id: 'people.noSuchGroup' })
        : intl.formatMessage({ id: 'people.notAnAddress' }, { input: text.trim() });
    setSaid({ text, sentence });
  }

  function enter() {
    if (looking) waitingEnter.current = text;
    else if (active >= 0) choose(options[active]);
    else if (options[0]?.kind === 'invite') setMoved({ text, to: 0 });
    else if (error === null) refuse();
  }

  // Enter pressed before the answer came counts for a whole address, which leaves no doubt who is meant.
  useEffect(() => {
    if (looking || waitingEnter.current === null) return;
    const waited = waitingEnter.current;
    waitingEnter.current = null;
    if (waited === text && suggestions?.exact != null) enter();
  });

  useEffect(() => {
    if (open && !looking && error === null && suggestions !== undefined) {
      announce(intl.formatMessage({ id: 'people.count' }, { count: options.length }));
    }
  }, [announce, error, intl, looking, open, options.length, suggestions]);

  // In a small window the suggestions would open below its edge: the box moves up to make room for them.
  useEffect(() => {
    if (offered) box.current?.scrollIntoView({ block: 'nearest' });
  }, [offered, options.length]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const last = options.length - 1;
    const keys: Record<string, () => void> = {
      ArrowDown: () => setMoved({ text, to: active >= last ? 0 : active + 1 }),
      ArrowUp: () => setMoved({ text, to: active <= 0 ? last : active - 1 }),
      Enter: enter,
      Escape: () => setClosedFor(text),
    };
    const act = keys[event.key];
    if (act === undefined || text.trim() === '') return;
    if (!open && event.key === 'Escape') return;
    event.preventDefault();
    if (open) act();
    else setClosedFor(null);
  }

  function onPaste(event: ClipboardEvent) {
    const pasted = event.clipboardData.getData('text/plain');
    if (onPasteList === undefined || !isList(pasted)) return;
    event.preventDefault();
    const { lines, repeated } = splitList(pasted);
    onPasteList(lines, repeated);
  }

  const optionId = (index: number) => `${id}-option-${index}`;
  return (
    <div ref={box} className={styles.box}>
      <span className={styles.field}>
        <UserPlus size={18} strokeWidth={1.75} aria-hidden="true" />
        <input
          ref={inputRef}
          role="combobox"
          className={cx(styles.input, complaint !== null && styles.invalid)}
          aria-label={label ?? intl.formatMessage({ id: 'people.label' })}
          placeholder={placeholder ?? intl.formatMessage({ id: 'people.placeholder' })}
          aria-autocomplete="list"
          aria-expanded={offered}
          aria-controls={`${id}-list`}
          aria-activedescendant={open && active >= 0 ? optionId(active) : undefined}
          aria-invalid={complaint !== null || undefined}
          aria-describedby={complaint === null ? undefined : `${id}-complaint`}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={text}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
      </span>
      <div role="alert">
        {complaint !== null && (
          <p id={`${id}-complaint`} className={styles.complaint}>
            <CircleAlert size={16} strokeWidth={1.75} aria-hidden="true" />
            {complaint}
          </p>
        )}
      </div>
      {inviting && (
        <p role="status" className={styles.state}>
          <Spinner size={16} /> <FormattedMessage id="people.inviting" />
        </p>
      )}
      {open && (
        <div className={styles.panel}>
          {several !== null && (
            <p className={styles.state}>
              <FormattedMessage id="people.several" values={{ address: several }} />
            </p>
          )}
          <SuggestionList
            id={`${id}-list`}
            options={options}
            active={active}
            typed={text}
            isOnList={isOnList}
            optionId={optionId}
            onChoose={choose}
            onHover={(to) => setMoved({ text, to })}
          />
          <BoxState
            {...{ looking, error, options: options.length }}
            invitation={options[0]?.kind === 'invite'}
            onTryAgain={() => (error !== null && onDemand(error) ? undefined : tryAgain())}
          />
        </div>
      )}
    </div>
  );
}

interface BoxStateProps {
  looking: boolean;
  error: IpcError | null;
  options: number;
  /** Nothing but an invitation is offered. */
  invitation: boolean;
  onTryAgain: () => void;
}

/** The last line below the suggestions: searching, none, offline, or the keys. */
function BoxState({ looking, error, options, invitation, onTryAgain }: BoxStateProps) {
  if (error !== null && !looking) {
    return (
      <p className={styles.state} role="alert">
        <FormattedMessage id={error.code === 'Offline' ? 'people.offline' : 'people.failed'} />{' '}
        <LinkButton onClick={onTryAgain}>
          <FormattedMessage id="common.tryAgain" />
        </LinkButton>
      </p>
    );
  }
  if (options === 0) {
    return (
      <p className={styles.state} role="status">
        {looking && <Spinner size={16} />}
        <FormattedMessage id={looking ? 'people.looking' : 'people.none'} />
      </p>
    );
  }
  const key = (chunks: React.ReactNode[]) => <kbd className={styles.key}>{chunks}</kbd>;
  return (
    <p className={styles.keys}>
      <span>
        <FormattedMessage id="people.keys" values={{ key }} />
      </span>
      <span>
        <FormattedMessage id={invitation ? 'people.keyEnterInvite' : 'people.keyEnter'} values={{ key }} />
      </span>
      {!invitation && <FormattedMessage id={looking ? 'people.looking' : 'people.notHere'} />}
    </p>
  );
}
