import { RadioGroup } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { dayOf } from '../../time/days';
import { cx } from '../cx';
import { formatDay, formatNearDay } from '../FormattedDay';
import { lastDayOf, useForbids, useLimits } from '../policy/limits';
import { RadioOption } from '../RadioOption';
import { dayProblem, lengthsWith, quickDay } from './endValue';
import styles from './EndDate.module.css';
import type { EndDateState, EndMode } from './useEndDate';

interface QuickChoicesProps {
  state: EndDateState;
  defaultDays: number;
  maxDay: string | null;
  allowNever: boolean;
}

/** 7, 30, 90 days, a year, a day of one's own, or no end, each with its date. */
export function QuickChoices({ state, defaultDays, maxDay, allowNever }: QuickChoicesProps) {
  const intl = useIntl();
  const by = maxDay === lastDayOf(useLimits(), state.today) ? 'institution' : 'storage';
  const noEnd = useForbids('noEndDate');
  const chosenDay = 'value' in state.result ? state.result.day : null;

  return (
    <RadioGroup
      className={styles.choices ?? ''}
      aria-label={intl.formatMessage({ id: 'endDate.quick' })}
      value={String(state.mode)}
      onChange={(key) => state.choose(modeOf(key))}
    >
      {lengthsWith(defaultDays).map((days) => {
        const day = quickDay(days, state.today);
        return (
          <RadioOption
            key={days}
            value={String(days)}
            className={styles.choice}
            isDisabled={dayProblem(day, state.today, maxDay) !== null}
          >
            <span className={styles.knob} />
            <span className={styles.choiceText}>
              {days === 365 ? (
                <FormattedMessage id="endDate.year" />
              ) : (
                <FormattedMessage id="endDate.days" values={{ days }} />
              )}
              {days === defaultDays && (
                <span className={styles.choiceNote}>
                  <FormattedMessage id="endDate.yourDefault" />
                </span>
              )}
            </span>
            <span className={styles.choiceDay}>{formatNearDay(intl, day, state.today)}</span>
          </RadioOption>
        );
      })}
      <RadioOption value="date" className={styles.choice}>
        <span className={styles.knob} />
        <span className={styles.choiceText}>
          <FormattedMessage id="endDate.onADate" />
        </span>
        {state.mode === 'date' && chosenDay && (
          <span className={styles.choiceDay}>{formatNearDay(intl, chosenDay, state.today)}</span>
        )}
      </RadioOption>
      {allowNever && (
        <RadioOption value="never" className={cx(styles.choice, styles.never)}>
          <span className={styles.knob} />
          <span className={styles.choiceText}>
            <FormattedMessage id="endDate.noEndDate" />
            <span className={styles.choiceNote}>
              <FormattedMessage id="endDate.asksForReason" />
            </span>
          </span>
        </RadioOption>
      )}
      {noEnd && (
        <p className={styles.maximum}>
          <FormattedMessage id="policy.forbids.noEndDate" />
        </p>
      )}
      {maxDay !== null && (
        <p className={styles.maximum}>
          <FormattedMessage id="endDate.maximum" values={{ day: formatDay(intl, dayOf(maxDay)), by }} />
        </p>
      )}
    </RadioGroup>
  );
}

function modeOf(key: string): EndMode {
  return key === 'date' || key === 'never' ? key : Number(key);
}
