import { useIntl } from 'react-intl';
import { Page } from '../../components/Page';

export function Home() {
  return <Page title={useIntl().formatMessage({ id: 'shell.home' })}>{null}</Page>;
}
