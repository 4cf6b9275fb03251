import { useIntl } from 'react-intl';
import type { Ask } from './wish';

/** What is said after a change that went through. */
export function useDoneWords() {
  const intl = useIntl();
  return (ask: Ask, name: string): string =>
    intl.formatMessage(
      { id: `groups.done.${ask.kind}` },
      { name, count: ask.members.length, role: ask.kind === 'role' ? ask.role : 'member' },
    );
}
