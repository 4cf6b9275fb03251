import { useCallback, useReducer, useState } from 'react';
import type { Person } from '../ipc/bindings';
import { toIpcError, type IpcError } from '../ipc/error';
import { useIpc } from '../ipc/IpcProvider';
import { NO_LINES, pastedReducer, type PastedLine } from './pastedLines';

/** A pasted list, looked up as a whole and corrected line by line. */
export function usePastedList(invite: (address: string) => Promise<Person | null>) {
  const ipc = useIpc();
  const [list, dispatch] = useReducer(pastedReducer, NO_LINES);
  const [error, setError] = useState<IpcError | null>(null);
  const [inviting, setInviting] = useState(false);

  const lookUp = useCallback(
    async (lines: readonly { id: number; input: string }[]) => {
      setError(null);
      try {
        const answers = await ipc.resolveGuests(lines.map((line) => line.input));
        dispatch({ type: 'resolved', ids: lines.map((line) => line.id), answers });
      } catch (thrown) {
        setError(toIpcError(thrown));
      }
    },
    [ipc],
  );

  function paste(entries: readonly string[], repeated: number) {
    dispatch({ type: 'pasted', entries, repeated });
    void lookUp(entries.map((input, index) => ({ id: list.nextId + index, input })));
  }

  function correct(id: number, input: string) {
    dispatch({ type: 'corrected', id, input });
    void lookUp([{ id, input: input.trim() }]);
  }

  const retry = () => lookUp(list.lines.filter((line: PastedLine) => line.resolution === null));

  /** One after the other: an invitation that fails leaves the rest as it is. */
  async function inviteAll(lines: readonly { id: number; address: string }[]) {
    setInviting(true);
    for (const { id, address } of lines) {
      const person = await invite(address);
      if (person === null) break;
      dispatch({ type: 'chosen', id, person });
    }
    setInviting(false);
  }

  return { list, dispatch, error, inviting, paste, correct, retry, inviteAll };
}
