import type { DriveComparison, DriveMapping } from '../bindings';
import type { Ipc } from '../ipc';

export interface FakeDrives {
  known: DriveMapping[];
  comparison: DriveComparison;
}

const nothing: DriveComparison = {
  verdict: 'empty',
  same: 0,
  onlyHere: [],
  onlyHereCount: 0,
  onlyThere: [],
  onlyThereCount: 0,
  different: [],
  differentCount: 0,
};

type DriveIpc = Pick<Ipc, 'drives' | 'compareDrive' | 'confirmDrive' | 'forgetDrive'>;

/** Drives of a computer, and what a comparison comes to. */
export function createFakeDrives(): DriveIpc & { driveWorld: FakeDrives } {
  const driveWorld: FakeDrives = { known: [], comparison: { ...nothing, verdict: 'same', same: 12 } };
  return {
    driveWorld,
    drives: () => Promise.resolve([...driveWorld.known]),
    compareDrive: () => Promise.resolve(driveWorld.comparison),
    confirmDrive(folder, id, path) {
      driveWorld.known.push({
        drive: folder,
        collectionId: id,
        collectionName: 'Research storage',
        path,
        by: 'person',
      });
      return Promise.resolve([...driveWorld.known]);
    },
    forgetDrive(drive) {
      driveWorld.known = driveWorld.known.filter((each) => each.drive !== drive);
      return Promise.resolve([...driveWorld.known]);
    },
  };
}

export { nothing as noComparison };
