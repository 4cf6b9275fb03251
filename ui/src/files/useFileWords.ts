import { useIntl } from 'react-intl';
import { messages, type MessageId } from '../i18n/messages';
import { useToday } from '../time/Clock';

const PREFIX = 'files.word.';

/** Words of files that leave the app. Files are written in Rust; their words live in the catalogue like all others. */
export function useFileWords(): Record<string, string> {
  const intl = useIntl();
  const ids = (Object.keys(messages) as MessageId[]).filter((id) => id.startsWith(PREFIX));
  return Object.fromEntries(ids.map((id) => [id.slice(PREFIX.length), intl.formatMessage({ id })]));
}

/** Suggested names of files: each says that it holds personal data, and of which day it is. */
export function useFileNames() {
  const intl = useIntl();
  const day = useToday().toString();
  const name = (id: MessageId, ending: string) => `${intl.formatMessage({ id }, { day })}.${ending}`;
  return {
    history: (ending: 'csv' | 'json') => name('files.historyName', ending),
    shares: () => name('files.sharesName', 'csv'),
    calendar: () => name('files.calendarName', 'ics'),
  };
}
