import { useState } from 'react';
import { guestKey, personGuest } from '../../../components/guests/guests';
import type { Guest, Person } from '../../../ipc/bindings';
import { toIpcError, type IpcError } from '../../../ipc/error';
import { useIpc } from '../../../ipc/IpcProvider';
import { useForbidden } from '../../../people/useForbidden';
import { usePastedList } from '../../../people/usePastedList';

/** Why one can't go on yet. */
export type Missing = 'nobodyError' | 'openList' | 'textInBox' | 'forbiddenOnList';

/** People who are being chosen, with what is typed and pasted until it is on the list. */
export function usePeopleChoice(first: readonly Person[], onError: (error: IpcError) => void) {
  const ipc = useIpc();
  const [people, setPeople] = useState<readonly Person[]>(first);
  const [text, setText] = useState('');
  const [missing, setMissing] = useState<Missing | null>(null);
  const pasted = usePastedList(invite);
  const forbidden = useForbidden(people.map(personGuest));

  function add(guests: readonly Guest[]) {
    setMissing(null);
    setPeople((before) => {
      const known = new Set(before.map(({ id }) => id));
      const fresh = guests.flatMap((guest) => (guest.kind === 'person' && !known.has(guest.id) ? [guest] : []));
      return [...fresh, ...before];
    });
  }

  /** Makes an identity for an address; only on the person's word. */
  async function invite(address: string): Promise<Person | null> {
    try {
      return await ipc.inviteGuest(address);
    } catch (thrown) {
      onError(toIpcError(thrown));
      return null;
    }
  }

  /** Says what is still open; null when one can go on. Nobody at all is fine where that is asked for. */
  function check(mayBeNobody: boolean): Missing | null {
    const open =
      pasted.list.lines.length > 0
        ? 'openList'
        : text.trim() !== ''
          ? 'textInBox'
          : people.some((person) => forbidden.has(guestKey(personGuest(person))))
            ? 'forbiddenOnList'
            : people.length === 0 && !mayBeNobody
              ? 'nobodyError'
              : null;
    setMissing(open);
    return open;
  }

  return {
    people,
    text,
    missing,
    forbidden,
    pasted,
    add,
    invite,
    check,
    setText,
    remove: (id: string) => setPeople((before) => before.filter((person) => person.id !== id)),
    has: (guest: Guest) => guest.kind === 'person' && people.some(({ id }) => id === guest.id),
  };
}

export type PeopleChoice = ReturnType<typeof usePeopleChoice>;
