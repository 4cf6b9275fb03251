import { useIntl } from 'react-intl';
import { Page } from '../../components/Page';

export function SettingsPage() {
  return <Page title={useIntl().formatMessage({ id: 'shell.settings' })}>{null}</Page>;
}
