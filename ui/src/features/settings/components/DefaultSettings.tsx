import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { LevelSelect } from '../../../components/LevelSelect';
import { TextField } from '../../../components/TextField';
import { ErrorCard } from '../../../errors/ErrorCard';
import styles from '../Settings.module.css';
import { useSettings } from '../useSettings';
import { SettingsCard } from './SettingsCard';
import { cx } from '../../../components/cx';

const MAX_DAYS = 3650;

/** A whole number of days from 1 to 3650, or nothing. */
export function parseDays(text: string): number | null {
  const days = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
  return days >= 1 && days <= MAX_DAYS ? days : null;
}

/** What new guests get unless something else is chosen. */
export function DefaultSettings() {
  const intl = useIntl();
  const { settings, save } = useSettings();
  const [days, setDays] = useState(String(settings.defaultEndDays));
  const [wrong, setWrong] = useState(false);
  return (
    <SettingsCard title={<FormattedMessage id="settings.defaults" />}>
      <div className={styles.level}>
        <p className={styles.label}>
          <FormattedMessage id="settings.defaultLevel" />
        </p>
        <LevelSelect
          value={settings.defaultPermissions}
          onChange={(defaultPermissions) => save.mutate({ defaultPermissions })}
        />
        <p className={styles.muted}>
          <FormattedMessage id="settings.defaultLevelHint" />
        </p>
      </div>
      <form
        className={cx(styles.form, styles.short)}
        onSubmit={(event) => {
          event.preventDefault();
          const defaultEndDays = parseDays(days);
          setWrong(defaultEndDays === null);
          if (defaultEndDays !== null) save.mutate({ defaultEndDays });
        }}
      >
        <TextField
          label={intl.formatMessage({ id: 'settings.defaultDays' })}
          hint={intl.formatMessage({ id: 'settings.defaultDaysHint' })}
          error={wrong ? intl.formatMessage({ id: 'settings.daysError' }) : undefined}
          inputMode="numeric"
          value={days}
          onChange={(text) => {
            setWrong(false);
            save.reset();
            setDays(text);
          }}
        />
        <div className={styles.buttons}>
          <Button type="submit" size="small">
            <FormattedMessage id="settings.saveDays" />
          </Button>
          {save.isSuccess && (
            <span className={styles.muted}>
              <FormattedMessage id="settings.saved" />
            </span>
          )}
        </div>
      </form>
      {save.error && <ErrorCard error={save.error} />}
    </SettingsCard>
  );
}
