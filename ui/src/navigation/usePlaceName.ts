import { useQueryClient } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import { useAccessWords } from '../components/guests/useAccessWords';
import type { MessageId } from '../i18n/messages';
import type { SubjectPage } from '../ipc/bindings';
import { keys } from '../ipc/queries';
import type { Route } from './navigation';

const NAMES: Record<Route['name'], MessageId> = {
  home: 'shell.home',
  share: 'shell.home',
  shares: 'shell.shares',
  change: 'shell.shares',
  resumeChange: 'shell.home',
  subject: 'shell.subject',
  collection: 'shell.collection',
  groups: 'shell.groups',
  group: 'shell.group',
  newGroup: 'shell.groups',
  activity: 'shell.activity',
  report: 'shell.report',
  newCopy: 'storage.destinationTitle',
  copy: 'shell.copy',
  browse: 'storage.title',
  settings: 'shell.settings',
};

/** What a screen is called where a link leads back to it: a person or group by name, as its page showed it. */
export function usePlaceName(): (route: Route) => string {
  const intl = useIntl();
  const client = useQueryClient();
  const { nameOf } = useAccessWords();
  return (route) => {
    const page = route.name === 'subject' && client.getQueryData<SubjectPage>([...keys.subject, route.id]);
    return page ? nameOf(page.subject.access) : intl.formatMessage({ id: NAMES[route.name] });
  };
}
