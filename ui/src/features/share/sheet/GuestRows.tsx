import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../../../components/Announcer';
import { Avatar } from '../../../components/Avatar';
import { EndDateControl } from '../../../components/end-date/EndDateControl';
import { GuestRow } from '../../../components/GuestList';
import { IconButton } from '../../../components/IconButton';
import { LevelSelect } from '../../../components/LevelSelect';
import { useLimits } from '../../../components/policy/limits';
import { useToast } from '../../../components/Toast';
import type { DraftGuest, PolicyRule } from '../../../ipc/bindings';
import { useToday } from '../../../time/Clock';
import { Address } from '../../../components/guests/Address';
import { guestKey } from '../../../components/guests/guests';
import { useForbidden } from '../../../people/useForbidden';
import { useGuestWords } from '../../../components/guests/useGuestWords';
import { useGroupLines } from '../people/groupLines';
import { GuestBadges } from './GuestBadges';
import { GuestProblem, rowProblem } from './GuestProblem';
import styles from './Sheet.module.css';
import type { DraftProps } from './draftProps';

type GuestRowsProps = DraftProps & {
  lastAllowed: string | null;
  defaultDays: number;
  /** Where the focus goes when the last guest is taken off. */
  onEmptied: () => void;
};

/** The guests, newest first. */
export function GuestRows(props: GuestRowsProps) {
  const { draft, dispatch } = props;
  const intl = useIntl();
  const announce = useAnnounce();
  const toast = useToast();
  const { nameOf } = useGuestWords();
  const forbidden = useForbidden(draft.guests.map(({ guest }) => guest));
  const rows = useRef(new Map<string, HTMLLIElement>());
  const focusNext = useRef<string | null>(null);

  // The row that takes the focus exists only after the removed one is gone.
  useEffect(() => {
    if (focusNext.current === null) return;
    rows.current.get(focusNext.current)?.focus();
    focusNext.current = null;
  }, [draft.guests]);

  function remove(row: DraftGuest, index: number) {
    const neighbour = draft.guests[index + 1] ?? draft.guests[index - 1];
    const who = nameOf(row.guest);
    dispatch({ type: 'guestRemoved', key: guestKey(row.guest) });
    if (neighbour === undefined) props.onEmptied();
    else focusNext.current = guestKey(neighbour.guest);
    toast({
      message: intl.formatMessage({ id: 'share.guests.removed' }, { who }),
      onUndo: () => {
        focusNext.current = guestKey(row.guest);
        dispatch({ type: 'guestRestored', row, index });
        announce(intl.formatMessage({ id: 'share.guests.back' }, { who }));
      },
    });
  }

  return draft.guests.map((row, index) => {
    const key = guestKey(row.guest);
    return (
      <Row
        key={key}
        {...props}
        row={row}
        forbidden={forbidden.get(key)}
        onRemove={() => remove(row, index)}
        rowRef={(element) => {
          if (element === null) rows.current.delete(key);
          else rows.current.set(key, element);
        }}
      />
    );
  });
}

interface RowProps extends GuestRowsProps {
  row: DraftGuest;
  /** The rule of the institution that stands against the guest. */
  forbidden: PolicyRule | undefined;
  onRemove: () => void;
  rowRef: (element: HTMLLIElement | null) => void;
}

function Row({ row, forbidden, draft, dispatch, checks, lastAllowed, defaultDays, onRemove, rowRef }: RowProps) {
  const intl = useIntl();
  const { nameOf } = useGuestWords();
  const groupLines = useGroupLines();
  const { guest, permissions, end } = row;
  const key = guestKey(guest);
  const who = nameOf(guest);
  const problem = rowProblem(row, useToday().toString(), lastAllowed, checks, useLimits(), forbidden);
  const lines =
    guest.kind === 'group'
      ? groupLines(guest)
      : [
          ...(guest.name === null ? [] : [<Address key="address" plain username={guest.username} />]),
          ...(guest.organization === null ? [] : [guest.organization]),
        ];
  return (
    <GuestRow
      rowRef={rowRef}
      avatar={<Avatar kind={guest.kind} name={who} outside={guest.kind === 'person' && guest.outside} />}
      name={guest.kind === 'person' && guest.name === null ? <Address plain username={guest.username} /> : who}
      lines={lines}
      badges={<GuestBadges guest={guest} checks={checks} />}
      level={
        <LevelSelect
          name={who}
          value={permissions}
          onChange={(level) => dispatch({ type: 'levelChosen', key, permissions: level })}
        />
      }
      date={
        <div id={endFieldId(key)} className={styles.end}>
          <EndDateControl
            name={who}
            value={end}
            defaultDays={defaultDays}
            maxDay={lastAllowed}
            allowNever={lastAllowed === null}
            onChange={(next) => dispatch({ type: 'endChosen', key, end: next })}
            useForAll={{
              count: draft.guests.length,
              apply: (next) => dispatch({ type: 'endChosenForAll', end: next }),
            }}
          />
        </div>
      }
      remove={
        <IconButton icon={X} label={intl.formatMessage({ id: 'share.guests.remove' }, { who })} onClick={onRemove} />
      }
      below={problem && <GuestProblem {...{ problem, row, lastAllowed, dispatch, onRemove, who }} />}
    />
  );
}

/** The line that stands where the first guest will be. */
export function NobodyYet() {
  return <FormattedMessage id="share.guests.empty" />;
}

/** Names the end of a row, so that the footer can take the person there. */
export function endFieldId(key: string): string {
  return `share-end-${key}`;
}
