import { FormattedMessage, useIntl } from 'react-intl';
import { SegmentedControl } from '../../../components/SegmentedControl';
import { ErrorCard } from '../../../errors/ErrorCard';
import { useSettings } from '../useSettings';
import { SettingsCard } from './SettingsCard';

/** Light, dark or as the system. */
export function AppearanceSettings() {
  const intl = useIntl();
  const { settings, save } = useSettings();
  return (
    <SettingsCard title={<FormattedMessage id="settings.look" />}>
      <SegmentedControl
        label={intl.formatMessage({ id: 'settings.theme' })}
        value={settings.theme}
        onChange={(theme) => save.mutate({ theme })}
        options={[
          { value: 'system', label: intl.formatMessage({ id: 'settings.themeSystem' }) },
          { value: 'light', label: intl.formatMessage({ id: 'settings.themeLight' }) },
          { value: 'dark', label: intl.formatMessage({ id: 'settings.themeDark' }) },
        ]}
      />
      {save.error && <ErrorCard error={save.error} />}
    </SettingsCard>
  );
}
