import { FormattedMessage } from 'react-intl';
import { Checkbox } from '../../../components/Checkbox';
import { ErrorCard } from '../../../errors/ErrorCard';
import { useHasTray } from '../../../ipc/queries';
import styles from '../Settings.module.css';
import { useSettings } from '../useSettings';
import { SettingsCard } from './SettingsCard';

/** Days ahead that can be chosen. */
const DAYS = [30, 14, 7, 1] as const;

/** Before which ends the person is reminded, and when that works. */
export function ReminderSettings() {
  const { settings, save } = useSettings();
  const { reminderDays, keepInTray } = settings;
  const hasTray = useHasTray();
  return (
    <SettingsCard title={<FormattedMessage id="reminders.settings" />}>
      <p>
        <FormattedMessage id={hasTray ? 'reminders.settingsHintTray' : 'reminders.settingsHint'} />
      </p>
      <fieldset className={styles.ticks}>
        <legend className={styles.label}>
          <FormattedMessage id="reminders.legend" />
        </legend>
        {DAYS.map((days) => (
          <Checkbox
            key={days}
            checked={reminderDays.includes(days)}
            onChange={(on) =>
              save.mutate({
                reminderDays: on ? [...reminderDays, days] : reminderDays.filter((other) => other !== days),
              })
            }
          >
            <FormattedMessage id="reminders.ahead" values={{ days }} />
          </Checkbox>
        ))}
      </fieldset>
      {hasTray === true && (
        <Checkbox
          checked={keepInTray}
          onChange={(on) => save.mutate({ keepInTray: on })}
          hint={<FormattedMessage id="reminders.trayHint" />}
        >
          <FormattedMessage id="reminders.tray" />
        </Checkbox>
      )}
      {hasTray === false && (
        <p>
          <FormattedMessage id="reminders.noTray" />
        </p>
      )}
      {save.error && <ErrorCard error={save.error} />}
    </SettingsCard>
  );
}
