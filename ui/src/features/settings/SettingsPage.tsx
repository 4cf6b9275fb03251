import { FormattedMessage, useIntl } from 'react-intl';
import { Page } from '../../components/Page';
import { useAppState } from '../../ipc/queries';
import { AppearanceSettings } from './components/AppearanceSettings';
import { DriveSettings } from './components/DriveSettings';
import { DefaultSettings } from './components/DefaultSettings';
import { IdentitySettings } from './components/IdentitySettings';
import { PolicySettings } from './components/PolicySettings';
import { PrivacySettings } from './components/PrivacySettings';
import { ReminderSettings } from './components/ReminderSettings';
import { SettingsCard } from './components/SettingsCard';
import { TimeZoneSettings } from './components/TimeZoneSettings';

/** Everything that can be set. What is chosen applies at once. */
export function SettingsPage() {
  const intl = useIntl();
  const { version } = useAppState();
  return (
    <Page title={intl.formatMessage({ id: 'settings.title' })}>
      <IdentitySettings />
      <DefaultSettings />
      <AppearanceSettings />
      <TimeZoneSettings />
      <ReminderSettings />
      <PrivacySettings />
      <DriveSettings />
      <PolicySettings />
      <SettingsCard title={<FormattedMessage id="settings.about" />}>
        <p>
          <FormattedMessage id="settings.version" values={{ version }} />
          <br />
          <FormattedMessage id="settings.licence" />
        </p>
      </SettingsCard>
    </Page>
  );
}
