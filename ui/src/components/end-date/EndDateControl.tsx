import { CalendarClock, CalendarDays, ChevronDown, Infinity as InfinityIcon } from 'lucide-react';
import { useRef, useState } from 'react';
import { Popover } from 'react-aria-components';
import { useIntl } from 'react-intl';
import { useToday } from '../../time/Clock';
import { dayOf, daysBetween } from '../../time/days';
import { cx } from '../cx';
import { formatDay, formatRelative, SOON_DAYS } from '../FormattedDay';
import styles from './EndDate.module.css';
import { EndDatePopover } from './EndDatePopover';
import type { EndValue } from './endValue';

interface EndDateControlProps {
  value: EndValue;
  onChange: (value: EndValue) => void;
  /** Whose end it is; without a name it is everybody's. */
  name?: string;
  /** From the settings; marked in the list of choices and outlined in the calendar. */
  defaultDays?: number;
  /** The last day that the storage allows, `YYYY-MM-DD`. */
  maxDay?: string | null;
  /** Whether a share may live for ever. */
  allowNever?: boolean;
  /** Offers "Use for all 4". */
  useForAll?: { count: number; apply: (value: EndValue) => void };
  /** On one line and 32 high, for toolbars. */
  compact?: boolean;
  /** A change is out: it keeps the focus and does not open. */
  busy?: boolean;
}

/** What the popover needs below its button, or above it, in rem. */
const POPOVER_ROOM = 30;

/** Moves the button up when neither side has room for the month: a calendar of one week helps nobody. */
function makeRoom(button: HTMLElement): void {
  const { top, bottom } = button.getBoundingClientRect();
  const needed = POPOVER_ROOM * parseFloat(getComputedStyle(document.documentElement).fontSize);
  if (window.innerHeight - bottom < needed && top < needed) button.scrollIntoView({ block: 'start' });
}

/** A button with the day and how far away it is, and the popover to choose another one. Esc changes nothing. */
export function EndDateControl({
  value,
  onChange,
  name,
  defaultDays = 90,
  maxDay = null,
  allowNever = true,
  useForAll,
  compact = false,
  busy = false,
}: EndDateControlProps) {
  const intl = useIntl();
  const today = useToday();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  const day = value.kind === 'on' ? dayOf(value.day) : null;
  const days = day ? daysBetween(today, day) : null;
  const soon = days === null || days <= SOON_DAYS;
  const text = day ? formatDay(intl, day) : intl.formatMessage({ id: 'common.noEndDate' });
  const below = days === null ? (value.kind === 'never' ? value.reason : '') : formatRelative(intl, days);
  const Icon = day === null ? InfinityIcon : soon ? CalendarClock : CalendarDays;
  const spoken = `${text}, ${below}`;

  return (
    <>
      <button
        ref={button}
        type="button"
        className={cx(styles.button, compact && styles.compact, soon && styles.soon)}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-disabled={busy || undefined}
        aria-label={
          name === undefined
            ? intl.formatMessage({ id: 'endDate.buttonLabelAll' }, { day: spoken })
            : intl.formatMessage({ id: 'endDate.buttonLabel' }, { name, day: spoken })
        }
        onClick={() => {
          if (busy) return;
          if (button.current) makeRoom(button.current);
          setOpen(true);
        }}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
        <span className={styles.texts}>
          {/* The space parts the words for those who compare what is seen with what is said. */}
          <span className={styles.date}>{text}</span> {!compact && <span className={styles.relative}>{below}</span>}
        </span>
        <ChevronDown size={16} strokeWidth={1.75} aria-hidden="true" />
      </button>
      <Popover
        className={styles.popover ?? ''}
        triggerRef={button}
        isOpen={open}
        onOpenChange={setOpen}
        placement="bottom end"
        offset={6}
      >
        <EndDatePopover
          {...{ value, name, useForAll }}
          defaultDays={defaultDays}
          maxDay={maxDay}
          allowNever={allowNever}
          onUse={onChange}
          onClose={() => setOpen(false)}
        />
      </Popover>
    </>
  );
}
