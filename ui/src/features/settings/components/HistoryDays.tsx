import { useIntl } from 'react-intl';
import { Select } from '../../../components/Select';
import { ErrorCard } from '../../../errors/ErrorCard';
import styles from '../Settings.module.css';
import { useSettings } from '../useSettings';

const LENGTHS = [30, 90, 180, 365, 730];

/** How long the history is kept. */
export function HistoryDays() {
  const intl = useIntl();
  const { settings, save } = useSettings();
  const { historyDays } = settings;
  const lengths = [...new Set([...LENGTHS, historyDays])].sort((a, b) => a - b);
  return (
    <div className={styles.short}>
      <Select
        label={intl.formatMessage({ id: 'reminders.history' })}
        hint={intl.formatMessage({ id: 'reminders.historyHint' })}
        value={String(historyDays)}
        onChange={(days) => save.mutate({ historyDays: Number(days) })}
        options={lengths.map((days) => ({
          value: String(days),
          label: intl.formatMessage({ id: 'reminders.historyDays' }, { days }),
        }))}
      />
      {save.error && <ErrorCard error={save.error} />}
    </div>
  );
}
