import type { CalendarDate } from '@internationalized/date';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { dayOf } from '../../time/days';
import { useToday } from '../../time/Clock';
import { parseTypedDay } from '../../time/parseTypedDay';
import { formatDay, formatTypedDay } from '../FormattedDay';
import { lastDayOf, useLimits } from '../policy/limits';
import { dayProblem, lengthsWith, quickDay, type EndValue } from './endValue';

/** Which of the choices on the left is on: a number of days, a day of one's own, or none at all. */
export type EndMode = number | 'date' | 'never';

/** A sentence instead of a value, when what stands in the popover can't be used. */
export type EndResult = { value: EndValue; day: CalendarDate | null } | { error: string; field: 'date' | 'reason' };

/** A day that is also a quick choice shows as one. */
function startMode(value: EndValue, defaultDays: number, today: CalendarDate): EndMode {
  if (value.kind === 'never') return 'never';
  return lengthsWith(defaultDays).find((days) => quickDay(days, today).toString() === value.day) ?? 'date';
}

interface Options {
  value: EndValue;
  maxDay: string | null;
  defaultDays: number;
}

/** The state of the popover: nothing leaves it until a button is pressed. */
export function useEndDate({ value, maxDay, defaultDays }: Options) {
  const intl = useIntl();
  const today = useToday();
  const by = maxDay === lastDayOf(useLimits(), today) ? 'institution' : 'storage';
  const [mode, setMode] = useState<EndMode>(() => startMode(value, defaultDays, today));
  const [text, setText] = useState(() => (value.kind === 'on' ? formatTypedDay(intl, dayOf(value.day)) : ''));
  const [reason, setReason] = useState(value.kind === 'never' ? value.reason : '');
  const [month, setMonth] = useState<CalendarDate>(() => (value.kind === 'on' ? dayOf(value.day) : today));

  function showDay(day: CalendarDate) {
    setText(formatTypedDay(intl, day));
    setMonth(day);
  }

  function check(): EndResult {
    if (mode === 'never') {
      const given = reason.trim();
      if (given !== '') return { value: { kind: 'never', reason: given }, day: null };
      return { error: intl.formatMessage({ id: 'endDate.errorReason' }), field: 'reason' };
    }
    if (text.trim() === '') return { error: intl.formatMessage({ id: 'endDate.errorEmpty' }), field: 'date' };
    const typed = parseTypedDay(text, today, intl.locale);
    if (typed.kind !== 'day') {
      const id = typed.kind === 'ambiguous' ? 'endDate.errorAmbiguous' : 'endDate.errorUnreadable';
      return { error: intl.formatMessage({ id }), field: 'date' };
    }
    switch (dayProblem(typed.day, today, maxDay)) {
      case 'past':
        return { error: first(intl.formatMessage, 'endDate.errorPast'), field: 'date' };
      case 'today':
        return { error: first(intl.formatMessage, 'endDate.errorToday'), field: 'date' };
      case 'maximum':
        return {
          error: intl.formatMessage({ id: 'endDate.errorMaximum' }, { day: formatDay(intl, dayOf(maxDay ?? '')), by }),
          field: 'date',
        };
      case null:
        return { value: { kind: 'on', day: typed.day.toString() }, day: typed.day };
    }
  }

  function first(format: typeof intl.formatMessage, id: 'endDate.errorPast' | 'endDate.errorToday') {
    return format({ id }, { day: formatTypedDay(intl, today.add({ days: 1 })) });
  }

  return {
    mode,
    text,
    reason,
    month,
    today,
    setMonth,
    setReason,
    result: check(),
    /** A choice on the left. */
    choose(next: EndMode) {
      setMode(next);
      if (typeof next === 'number') showDay(quickDay(next, today));
    },
    /** The field. The calendar follows as soon as it is a day. */
    type(next: string) {
      setText(next);
      setMode('date');
      const typed = parseTypedDay(next, today, intl.locale);
      if (typed.kind === 'day') setMonth(typed.day);
    },
    /** A day of the calendar. */
    pick(day: CalendarDate) {
      setMode('date');
      showDay(day);
    },
  };
}

export type EndDateState = ReturnType<typeof useEndDate>;
