import { Building2, UserPlus } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Avatar } from '../components/Avatar';
import { Badge } from '../components/Badge';
import { cx } from '../components/cx';
import type { Guest, PolicyRule } from '../ipc/bindings';
import { Address } from '../components/guests/Address';
import { guestName } from '../components/guests/guests';
import { matchRange, SECTIONS, type Option } from './options';
import { useForbiddenWords } from './useForbidden';
import { useGroupLine } from './useGroupLine';
import styles from './PeopleBox.module.css';

interface SuggestionListProps {
  id: string;
  options: readonly Option[];
  active: number;
  typed: string;
  isOnList: (guest: Guest) => boolean;
  optionId: (index: number) => string;
  onChoose: (option: Option) => void;
  onHover: (index: number) => void;
}

/** People, then groups, then programs, then an invitation. Focus stays in the box; the active option is told by its id. */
export function SuggestionList(props: SuggestionListProps) {
  const intl = useIntl();
  const rows = (section: (typeof SECTIONS)[number] | null) =>
    props.options.map((option, index) =>
      (option.kind === 'guest' ? option.section : null) === section ? (
        <OptionRow key={option.key} {...props} {...{ option, index }} />
      ) : null,
    );
  const used = SECTIONS.filter((section) =>
    props.options.some((option) => option.kind === 'guest' && option.section === section),
  );
  return (
    <div
      id={props.id}
      role="listbox"
      aria-label={intl.formatMessage({ id: 'people.suggestions' })}
      hidden={props.options.length === 0}
    >
      {used.map((section) => {
        const label = intl.formatMessage({ id: `people.${section}` });
        return (
          <div key={section} role="group" aria-label={label}>
            <div className={styles.section} aria-hidden="true">
              {label}
            </div>
            {rows(section)}
          </div>
        );
      })}
      {rows(null)}
    </div>
  );
}

function OptionRow({ option, index, ...props }: SuggestionListProps & { option: Option; index: number }) {
  const active = index === props.active;
  const row = useRef<HTMLDivElement>(null);
  // The focus stays in the box, so nothing else brings the option into view: it could lie below the sticky footer.
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // Keys are handled by the box, which keeps the focus (WAI-ARIA, combobox).
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      ref={row}
      id={props.optionId(index)}
      role="option"
      aria-selected={active}
      aria-disabled={
        option.forbidden !== null || (option.kind === 'guest' && props.isOnList(option.guest)) || undefined
      }
      className={cx(styles.option, active && styles.active)}
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={() => {
        if (!active) props.onHover(index);
      }}
      onClick={() => props.onChoose(option)}
    >
      {option.kind === 'invite' ? (
        <Invitation address={option.address} forbidden={option.forbidden} />
      ) : (
        <GuestOption
          guest={option.guest}
          typed={props.typed}
          onList={props.isOnList(option.guest)}
          forbidden={option.forbidden}
        />
      )}
    </div>
  );
}

function Invitation({ address, forbidden }: { address: string; forbidden: PolicyRule | null }) {
  const forbiddenWords = useForbiddenWords();
  return (
    <>
      <UserPlus className={styles.inviteIcon} size={20} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles.words}>
        <span className={styles.name}>
          <FormattedMessage id="people.invite" values={{ address }} />
        </span>
        <span className={styles.line}>
          <FormattedMessage id="people.unknown" values={{ address }} />{' '}
          {forbidden === null ? <FormattedMessage id="people.inviteHint" /> : forbiddenWords(forbidden, 'person')}
        </span>
      </span>
    </>
  );
}

interface GuestOptionProps {
  guest: Guest;
  typed: string;
  onList: boolean;
  forbidden: PolicyRule | null;
}

function GuestOption({ guest, typed, onList, forbidden }: GuestOptionProps) {
  const intl = useIntl();
  const forbiddenWords = useForbiddenWords();
  const groupLine = useGroupLine();
  const name = guestName(guest) ?? intl.formatMessage({ id: 'common.guest.hiddenGroup' });
  const outside = guest.kind === 'person' && guest.outside;
  return (
    <>
      <Avatar kind={guest.kind} name={name} outside={outside} />
      <span className={styles.words}>
        <span className={styles.name}>
          <Matched text={name} typed={typed} />
        </span>
        <span className={styles.line}>
          {guest.kind === 'person' ? (
            <>
              <Address username={guest.username} />
              {guest.organization !== null && ` · ${guest.organization}`}
            </>
          ) : (
            groupLine(guest)
          )}
        </span>
        {forbidden !== null && <span className={styles.line}>{forbiddenWords(forbidden, guest.kind)}</span>}
      </span>
      <span className={styles.remark}>
        <Remark guest={guest} onList={onList} />
      </span>
    </>
  );
}

/** One remark at the end of an option: what matters most. */
function Remark({ guest, onList }: { guest: Guest; onList: boolean }): ReactNode {
  if (onList) return <FormattedMessage id="people.onList" />;
  if (guest.kind === 'group') {
    if (guest.iAmAdmin) return <FormattedMessage id="people.admin" />;
    return guest.iAmMember ? <FormattedMessage id="people.member" /> : null;
  }
  if (guest.outside) {
    return (
      <Badge icon={Building2}>
        <FormattedMessage id="people.outside" />
      </Badge>
    );
  }
  return guest.inGroup === null ? null : <FormattedMessage id="people.inGroup" values={{ group: guest.inGroup }} />;
}

function Matched({ text, typed }: { text: string; typed: string }) {
  const range = matchRange(text, typed);
  if (range === null) return text;
  return (
    <>
      {text.slice(0, range[0])}
      <u>{text.slice(...range)}</u>
      {text.slice(range[1])}
    </>
  );
}
