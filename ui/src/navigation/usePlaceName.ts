import { useIntl } from 'react-intl';
import type { MessageId } from '../i18n/messages';
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
  browse: 'storage.title',
  settings: 'shell.settings',
};

/** What a screen is called where a link leads back to it. */
export function usePlaceName(): (route: Route) => string {
  const intl = useIntl();
  return (route) => intl.formatMessage({ id: NAMES[route.name] });
}
