import { useIntl } from 'react-intl';
import type { GroupRole, MemberProblem, Person } from '../../ipc/bindings';

/** What a person is called. */
export const personName = (person: Person): string => person.name ?? person.username;

/** Words that several parts of the groups' screens need. */
export function useGroupWords() {
  const intl = useIntl();
  return {
    role: (role: GroupRole) => intl.formatMessage({ id: `groups.role.${role}` }),
    /** Why it did not work for somebody. */
    problem: (problem: MemberProblem) =>
      problem.kind === 'refused'
        ? intl.formatMessage({ id: 'groups.problem.refused' }, { message: problem.message })
        : intl.formatMessage({ id: `groups.problem.${problem.kind}` }),
  };
}
