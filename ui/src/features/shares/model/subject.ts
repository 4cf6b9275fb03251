// Whose page a name leads to.

import type { Access, SubjectId } from '../../../ipc/bindings';

/** A person or group; null for everybody, who has no page. */
export function subjectOf(access: Access): SubjectId | null {
  if (access.to !== 'guest') return null;
  const { kind, id } = access.guest;
  return kind === 'person' ? { kind, id } : { kind, id };
}
