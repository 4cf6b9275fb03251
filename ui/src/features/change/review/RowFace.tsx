import { Avatar } from '../../../components/Avatar';
import { AccessAvatar } from '../../../components/guests/AccessAvatar';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import type { PlannedChange } from '../../../ipc/bindings';

/** The guest's picture; a key where the row is about a role. */
export function RowFace({ row: { access, step } }: { row: PlannedChange }) {
  const { nameOf } = useAccessWords();
  const role = step.kind === 'takeRole' || (step.kind === 'notPossible' && ROLES.has(step.reason));
  return role ? <Avatar kind="role" name={nameOf(access)} /> : <AccessAvatar access={access} />;
}

const ROLES: ReadonlySet<string> = new Set(['onlyAdministrators', 'throughRole', 'owner']);
