import { X } from 'lucide-react';
import { type RefObject } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../../../components/Announcer';
import { Address } from '../../../components/guests/Address';
import { Avatar } from '../../../components/Avatar';
import { GuestListCard, GuestRow } from '../../../components/GuestList';
import { guestKey, personGuest } from '../../../components/guests/guests';
import { useGuestWords } from '../../../components/guests/useGuestWords';
import { IconButton } from '../../../components/IconButton';
import { InlineWarning } from '../../../components/InlineWarning';
import type { Guest } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import { foundLines } from '../../../people/pastedLines';
import { PastedList } from '../../../people/PastedList';
import { PeopleBox } from '../../../people/PeopleBox';
import { useForbiddenWords } from '../../../people/useForbidden';
import styles from '../Groups.module.css';
import { personName } from '../words';
import type { PeopleChoice } from './usePeopleChoice';

interface PeoplePickerProps {
  choice: PeopleChoice;
  boxRef: RefObject<HTMLInputElement | null>;
  /** Takes an error that a sign-in mends. Answers whether it was one. */
  onDemand: (error: IpcError) => boolean;
}

/** The box of the guest list, for people only, and who is chosen so far. */
export function PeoplePicker({ choice, boxRef, onDemand }: PeoplePickerProps) {
  const intl = useIntl();
  const announce = useAnnounce();
  const { nameOf } = useGuestWords();
  const forbiddenWords = useForbiddenWords();
  const { people, pasted, missing, forbidden } = choice;

  function add(guests: readonly Guest[]) {
    const [first] = guests;
    if (first === undefined) return;
    choice.add(guests);
    announce(intl.formatMessage({ id: 'share.guests.added' }, { count: guests.length, who: nameOf(first) }));
    boxRef.current?.focus();
  }

  function addFound() {
    const found = foundLines(pasted.list).filter(({ guest }) => guest.kind === 'person');
    pasted.dispatch({ type: 'dropped', ids: found.map(({ id }) => id) });
    add(found.map(({ guest }) => guest).filter((guest) => !choice.has(guest)));
  }

  async function invite(address: string): Promise<boolean> {
    const person = await choice.invite(address);
    if (person !== null) add([personGuest(person)]);
    return person !== null;
  }

  return (
    <GuestListCard
      label={intl.formatMessage({ id: 'groups.chosenList' })}
      head={
        <>
          <PeopleBox
            peopleOnly
            label={intl.formatMessage({ id: 'groups.boxLabel' })}
            placeholder={intl.formatMessage({ id: 'groups.boxPlaceholder' })}
            text={choice.text}
            onText={choice.setText}
            onAdd={(guest) => add([guest])}
            isOnList={choice.has}
            nameOf={nameOf}
            onPasteList={pasted.paste}
            onInvite={invite}
            error={missing === null ? null : intl.formatMessage({ id: `groups.${missing}` }, { text: choice.text })}
            onDemand={onDemand}
            inputRef={boxRef}
          />
          {pasted.list.lines.length > 0 && (
            <PastedList
              list={pasted.list}
              error={pasted.error}
              inviting={pasted.inviting}
              isOnList={choice.has}
              onAdd={addFound}
              onInvite={(lines) => void pasted.inviteAll(lines)}
              onChoose={(id, person) => pasted.dispatch({ type: 'chosen', id, person })}
              onCorrect={pasted.correct}
              onDrop={(id) => pasted.dispatch({ type: 'dropped', ids: [id] })}
              onDiscard={() => {
                pasted.dispatch({ type: 'discarded' });
                boxRef.current?.focus();
              }}
              onRetry={() => {
                if (pasted.error === null || !onDemand(pasted.error)) void pasted.retry();
              }}
            />
          )}
          {people.length === 0 && (
            <p className={styles.nobody}>
              <FormattedMessage id="groups.nobody" />
            </p>
          )}
        </>
      }
    >
      {people.map((person) => {
        const name = personName(person);
        const rule = forbidden.get(guestKey(personGuest(person)));
        return (
          <GuestRow
            key={person.id}
            avatar={<Avatar name={name} outside={person.outside} />}
            name={name}
            lines={[
              ...(person.name === null ? [] : [<Address key="address" plain username={person.username} />]),
              person.organization,
            ].filter((line) => line !== null)}
            date={null}
            below={rule !== undefined && <InlineWarning title={forbiddenWords(rule, 'person')} />}
            remove={
              <IconButton
                icon={X}
                label={intl.formatMessage({ id: 'groups.takeOff' }, { name })}
                onClick={() => {
                  choice.remove(person.id);
                  boxRef.current?.focus();
                }}
              />
            }
          />
        );
      })}
    </GuestListCard>
  );
}
