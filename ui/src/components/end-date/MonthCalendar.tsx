import type { CalendarDate } from '@internationalized/date';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
} from 'react-aria-components';
import { useIntl } from 'react-intl';
import { dayOf } from '../../time/days';
import { cx } from '../cx';
import { quickDay } from './endValue';
import styles from './EndDate.module.css';
import type { EndDateState } from './useEndDate';

interface MonthCalendarProps {
  state: EndDateState;
  defaultDays: number;
  maxDay: string | null;
}

/** One month. Arrows, Page Up and Down, Home and End work in it. */
export function MonthCalendar({ state, defaultDays, maxDay }: MonthCalendarProps) {
  const intl = useIntl();
  const defaultDay = quickDay(defaultDays, state.today);
  const value = 'value' in state.result ? state.result.day : null;
  return (
    <Calendar
      className={styles.calendar ?? ''}
      aria-label={intl.formatMessage({ id: 'endDate.calendar' })}
      value={value}
      onChange={(day: CalendarDate) => state.pick(day)}
      focusedValue={state.month}
      onFocusChange={state.setMonth}
      minValue={state.today.add({ days: 1 })}
      maxValue={maxDay === null ? null : dayOf(maxDay)}
    >
      <div className={styles.monthBar}>
        <Button
          slot="previous"
          className={styles.monthButton ?? ''}
          aria-label={intl.formatMessage({ id: 'endDate.previousMonth' })}
        >
          <ChevronLeft size={18} strokeWidth={1.75} aria-hidden="true" />
        </Button>
        <Heading level={3} className={styles.month ?? ''} />
        <Button
          slot="next"
          className={styles.monthButton ?? ''}
          aria-label={intl.formatMessage({ id: 'endDate.nextMonth' })}
        >
          <ChevronRight size={18} strokeWidth={1.75} aria-hidden="true" />
        </Button>
      </div>
      <CalendarGrid className={styles.grid ?? ''} weekdayStyle="short">
        <CalendarGridHeader>
          {(weekday) => <CalendarHeaderCell className={styles.weekday ?? ''}>{weekday}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(day) => (
            <CalendarCell
              date={day}
              className={cx(
                styles.cell,
                day.compare(defaultDay) === 0 && styles.defaultDay,
                maxDay !== null && day.compare(dayOf(maxDay)) > 0 && styles.tooLate,
              )}
            />
          )}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  );
}
