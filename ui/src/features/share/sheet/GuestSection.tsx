import type { RefObject } from 'react';
import { useIntl } from 'react-intl';
import { useAnnounce } from '../../../components/Announcer';
import { GuestListCard } from '../../../components/GuestList';
import type { Guest } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import { isOnList } from '../model/draft';
import { foundLines } from '../../../people/pastedLines';
import { PastedList } from '../../../people/PastedList';
import { PeopleBox } from '../../../people/PeopleBox';
import { useGuestWords } from '../../../components/guests/useGuestWords';
import type { usePastedList } from '../../../people/usePastedList';
import { GuestRows, NobodyYet } from './GuestRows';
import type { DraftProps } from './draftProps';
import styles from './Sheet.module.css';

export interface GuestSectionProps extends DraftProps {
  box: { text: string; setText: (text: string) => void };
  pasted: ReturnType<typeof usePastedList>;
  /** Makes an identity for an address. Answers it, or null when it was not made. */
  onInvite: (address: string) => Promise<Guest | null>;
  /** Takes an error that a sign-in mends. Answers whether it was one. */
  onDemand: (error: IpcError) => boolean;
  missing: 'noGuests' | 'textInBox' | 'openList' | null;
  peopleBox: RefObject<HTMLInputElement | null>;
  lastAllowed: string | null;
  defaultDays: number;
}

/** The people box, a pasted list while it wants answers, and the guests. */
export function GuestSection(props: GuestSectionProps) {
  const { draft, dispatch, box, pasted, missing, peopleBox } = props;
  const intl = useIntl();
  const announce = useAnnounce();
  const { nameOf } = useGuestWords();
  const onList = (guest: Guest) => isOnList(draft, guest);

  function add(guests: readonly Guest[]) {
    const [first] = guests;
    if (first === undefined) return;
    dispatch({ type: 'guestsAdded', guests });
    announce(intl.formatMessage({ id: 'share.guests.added' }, { count: guests.length, who: nameOf(first) }));
    peopleBox.current?.focus();
  }

  function addFound() {
    const found = foundLines(pasted.list);
    pasted.dispatch({ type: 'dropped', ids: found.map(({ id }) => id) });
    add(found.map(({ guest }) => guest).filter((guest) => !onList(guest)));
  }

  async function invite(address: string): Promise<boolean> {
    const guest = await props.onInvite(address);
    if (guest !== null) add([guest]);
    return guest !== null;
  }

  return (
    <GuestListCard
      label={intl.formatMessage({ id: 'share.guests.list' })}
      head={
        <>
          <PeopleBox
            text={box.text}
            onText={box.setText}
            onAdd={(guest) => add([guest])}
            isOnList={onList}
            nameOf={nameOf}
            onPasteList={pasted.paste}
            onInvite={invite}
            error={missing === null ? null : intl.formatMessage({ id: `share.missing.${missing}` })}
            onDemand={props.onDemand}
            inputRef={peopleBox}
          />
          {pasted.list.lines.length > 0 && (
            <PastedList
              list={pasted.list}
              error={pasted.error}
              inviting={pasted.inviting}
              isOnList={onList}
              onAdd={addFound}
              onInvite={(lines) => void pasted.inviteAll(lines)}
              onChoose={(id, person) => pasted.dispatch({ type: 'chosen', id, person })}
              onCorrect={pasted.correct}
              onDrop={(id) => pasted.dispatch({ type: 'dropped', ids: [id] })}
              onDiscard={() => {
                pasted.dispatch({ type: 'discarded' });
                peopleBox.current?.focus();
              }}
              onRetry={() => {
                if (pasted.error === null || !props.onDemand(pasted.error)) void pasted.retry();
              }}
            />
          )}
          {draft.guests.length === 0 && (
            <p className={styles.nobody}>
              <NobodyYet />
            </p>
          )}
        </>
      }
    >
      <GuestRows {...props} onEmptied={() => peopleBox.current?.focus()} />
    </GuestListCard>
  );
}
