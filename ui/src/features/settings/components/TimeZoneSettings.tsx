import { FormattedMessage, useIntl } from 'react-intl';
import { useSettings } from '../useSettings';
import { SavedTextField } from './SavedTextField';
import { SettingsCard } from './SettingsCard';

/** The zone in which days are meant. */
export function TimeZoneSettings() {
  const intl = useIntl();
  const { state, settings } = useSettings();
  return (
    <SettingsCard title={<FormattedMessage id="settings.time" />}>
      <SavedTextField
        field="timeZone"
        label={intl.formatMessage({ id: 'settings.timeZone' })}
        hint={intl.formatMessage({ id: 'settings.timeZoneHint' }, { zone: state.timeZone })}
        action={<FormattedMessage id="settings.saveTimeZone" />}
        saved={settings.timeZone ?? ''}
        change={(text) => ({ timeZone: text === '' ? null : text })}
        clear={<FormattedMessage id="settings.followComputer" />}
      />
    </SettingsCard>
  );
}
