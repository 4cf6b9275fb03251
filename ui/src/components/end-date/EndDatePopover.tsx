import { CalendarDays, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Dialog, Heading } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { useTimeZone, useToday } from '../../time/Clock';
import { daysBetween, endOfDay, formatOffset, zoneCity } from '../../time/days';
import { Button } from '../Button';
import { formatDay } from '../FormattedDay';
import { IconButton } from '../IconButton';
import { earlier, lastDayOf, useLimits } from '../policy/limits';
import { TextField } from '../TextField';
import styles from './EndDate.module.css';
import type { EndValue } from './endValue';
import { MonthCalendar } from './MonthCalendar';
import { NoEndReasons } from './NoEndReasons';
import { QuickChoices } from './QuickChoices';
import { useEndDate, type EndDateState } from './useEndDate';

export interface EndDatePopoverProps {
  value: EndValue;
  /** Whose end it is; without a name it is everybody's. */
  name?: string | undefined;
  defaultDays: number;
  /** The last day that the storage allows, `YYYY-MM-DD`. */
  maxDay: string | null;
  allowNever: boolean;
  onUse: (value: EndValue) => void;
  useForAll?: { count: number; apply: (value: EndValue) => void } | undefined;
  onClose: () => void;
}

/** Three ways to a date, and one sentence that states the exact moment and zone. */
export function EndDatePopover(props: EndDatePopoverProps) {
  const intl = useIntl();
  const limits = useLimits();
  const maxDay = earlier(props.maxDay, lastDayOf(limits, useToday()));
  const mayNever = limits.maxEndDays === null && !limits.forbidden.includes('noEndDate');
  const state = useEndDate({ ...props, maxDay });
  const field = useRef<HTMLInputElement>(null);
  // An error is said when a button was pressed or the field was left, not while somebody types. Leaving the field is
  // also the way to the reasons: a missing one is said only when a button was pressed.
  const [said, setSaid] = useState<'nothing' | 'date' | 'all'>('nothing');
  const problem = 'error' in state.result ? state.result : null;
  const error = said === 'all' || said === problem?.field ? problem : null;

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  function use(apply: (value: EndValue) => void) {
    if ('value' in state.result) {
      apply(state.result.value);
      props.onClose();
    } else {
      setSaid('all');
      if (state.result.field === 'date') field.current?.focus();
    }
  }

  const { useForAll } = props;
  return (
    <Dialog className={styles.dialog ?? ''}>
      <div className={styles.header}>
        <Heading slot="title" level={2} className={styles.title ?? ''}>
          {props.name === undefined ? (
            <FormattedMessage id="endDate.titleAll" />
          ) : (
            <FormattedMessage id="endDate.title" values={{ name: props.name }} />
          )}
        </Heading>
        <IconButton icon={X} label={intl.formatMessage({ id: 'common.close' })} onClick={props.onClose} />
      </div>
      <div className={styles.body}>
        <QuickChoices
          state={state}
          defaultDays={props.defaultDays}
          maxDay={maxDay}
          allowNever={props.allowNever && mayNever}
        />
        {state.mode === 'never' ? (
          <NoEndReasons state={state} error={error?.error} />
        ) : (
          <div className={styles.pick}>
            <TextField
              ref={field}
              icon={CalendarDays}
              label={intl.formatMessage({ id: 'endDate.date' })}
              hint={intl.formatMessage({ id: 'endDate.hint' })}
              error={error?.error}
              value={state.text}
              onChange={(text) => {
                setSaid('nothing');
                state.type(text);
              }}
              onBlur={() => setSaid('date')}
              onKeyDown={(event) => {
                if (event.key === 'Enter') use(props.onUse);
              }}
            />
            <MonthCalendar state={state} defaultDays={props.defaultDays} maxDay={maxDay} />
          </div>
        )}
      </div>
      <div className={styles.footer}>
        <Sentence state={state} />
        <div className={styles.actions}>
          {useForAll && useForAll.count > 1 && (
            <Button onClick={() => use(useForAll.apply)}>
              <FormattedMessage id="endDate.useForAll" values={{ count: useForAll.count }} />
            </Button>
          )}
          <Button className={styles.use} onClick={() => use(props.onUse)}>
            <FormattedMessage id={state.mode === 'never' ? 'endDate.useNever' : 'endDate.use'} />
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function Sentence({ state }: { state: EndDateState }) {
  const intl = useIntl();
  const timeZone = useTimeZone();
  const { result } = state;
  let first = intl.formatMessage({ id: 'endDate.nothingChosen' });
  let second = intl.formatMessage({ id: 'endDate.nothingChosenHint' });
  if (state.mode === 'never') {
    first = intl.formatMessage({ id: 'endDate.neverEnds' });
    second = intl.formatMessage({ id: 'endDate.neverZone' });
  } else if ('value' in result && result.day) {
    const { offsetMinutes } = endOfDay(result.day, timeZone);
    first = intl.formatMessage({ id: 'endDate.ends' }, { day: formatDay(intl, result.day) });
    second = intl.formatMessage(
      { id: 'endDate.zone' },
      {
        city: zoneCity(timeZone),
        offset: formatOffset(offsetMinutes),
        relative: intl.formatMessage({ id: 'endDate.relative' }, { days: daysBetween(state.today, result.day) }),
      },
    );
  }
  return (
    <div role="status" className={styles.sentence}>
      <p className={styles.moment}>{first}</p>
      <p className={styles.zone}>{second}</p>
    </div>
  );
}
