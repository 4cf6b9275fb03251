import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { FakeIpc } from '../../ipc/fake';
import { noComparison } from '../../ipc/fake/drives';
import { axeViolations } from '../../test/axe';
import { openFlow } from './testing/open';

const DRIVE = '\\\\files.northfield.example\\projects';

/** A folder on a drive that is known once somebody has confirmed it. */
function onDrive(canCompare = true) {
  return (ipc: FakeIpc) => {
    const ask = ipc.checkFolders;
    ipc.checkFolders = async (paths) =>
      (await ask(paths)).map((check) =>
        ipc.driveWorld.known.length > 0
          ? { ...check, drive: { drive: DRIVE, folder: check.dropped.path, by: 'person' } }
          : {
              ...check,
              location: null,
              readiness: { kind: 'notFromHere', reason: { kind: 'networkDrive', drive: DRIVE, canCompare } },
            },
      );
  };
}

async function walkToFolder(user: ReturnType<typeof openFlow>['user']) {
  await user.click(await screen.findByRole('button', { name: 'Choose the storage…' }));
  await screen.findByRole('heading', { level: 1, name: `Which storage is ${DRIVE}?` });
  await user.click(await screen.findByRole('button', { name: /^Northfield Research Storage/ }));
  await user.click(await screen.findByRole('button', { name: 'This is the folder' }));
  await screen.findByRole('heading', { level: 1, name: 'Is this the same folder?' });
}

describe('a folder on a network drive', () => {
  it('is shown on its storage once, compared, and goes on to the sheet', async () => {
    const { user } = openFlow({ prepare: onDrive() });
    expect(await screen.findByRole('heading', { level: 1, name: 'One step first' })).toBeVisible();
    expect(await screen.findByText(/Which storage is it\?/)).toHaveTextContent(DRIVE);
    expect(await axeViolations()).toEqual([]);
    await walkToFolder(user);
    expect(await screen.findByText(/12 entries are in both, and nothing differs/)).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: /^Yes, it is/ }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Share Results' })).toBeVisible();
    expect(screen.getByText(/which is on this storage/)).toHaveTextContent(DRIVE);
  });

  it('is not taken for another one, and says what differs', async () => {
    const { user } = openFlow({
      prepare: (ipc) => {
        onDrive()(ipc);
        ipc.driveWorld.comparison = {
          ...noComparison,
          verdict: 'different',
          same: 1,
          onlyHere: ['raw', 'tables'],
          onlyHereCount: 9,
          different: ['notes.txt'],
          differentCount: 1,
        };
      },
    });
    await walkToFolder(user);
    expect(await screen.findByText('They are two folders: only 1 entry is in both.')).toBeVisible();
    expect(screen.getByText('Only on the network drive: raw, tables, and 7 more.')).toBeVisible();
    expect(screen.getByText('Of another kind or size: notes.txt.')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Yes, it is/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: /elsewhere$/ }));
    expect(await screen.findByRole('heading', { level: 1, name: `Which storage is ${DRIVE}?` })).toBeVisible();
  });

  it('that can’t be looked at says what to do', async () => {
    openFlow({ prepare: onDrive(false) });
    expect(await screen.findByText(/Connect it, and check again/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Choose the storage…' })).toBeNull();
  });
});
