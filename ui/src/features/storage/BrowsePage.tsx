import { FormattedMessage, useIntl } from 'react-intl';
import { useNavigation } from '../../navigation/navigation';
import { StoragePicker } from '../../storage/StoragePicker';

/** Looks for a folder on storage elsewhere; the one that is chosen goes the way of every folder. */
export default function BrowsePage() {
  const intl = useIntl();
  const { navigate, openShare } = useNavigation();
  return (
    <StoragePicker
      purpose="share"
      title={intl.formatMessage({ id: 'storage.title' })}
      lead={<FormattedMessage id="storage.lead" />}
      onPick={({ address }) => openShare({ paths: [address] })}
      onCopy={({ address, name }) => navigate({ name: 'newCopy', source: address, title: name })}
    />
  );
}
