import { useIntl } from 'react-intl';
import { Page } from '../../components/Page';

export function FirstRun() {
  return <Page title={useIntl().formatMessage({ id: 'common.appName' })}>{null}</Page>;
}
