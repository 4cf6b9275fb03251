import { Check, ChevronDown, Eye, PenLine } from 'lucide-react';
import { useState } from 'react';
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { cx } from './cx';
import { useForbids } from './policy/limits';
import styles from './LevelSelect.module.css';

/** Globus's names for the two levels: read; read and write. */
export type Level = 'r' | 'rw';

interface LevelSelectProps {
  value: Level;
  onChange: (level: Level) => void;
  /** Whose level it is; without a name it is everybody's. */
  name?: string;
  /** On one line and 40 high, for toolbars. */
  compact?: boolean;
  isDisabled?: boolean;
  /** A change is out: it keeps the focus and does not open. */
  busy?: boolean;
}

/** What a guest may do, in full words. */
export function LevelSelect({
  value,
  onChange,
  name,
  compact = false,
  isDisabled = false,
  busy = false,
}: LevelSelectProps) {
  const intl = useIntl();
  const [open, setOpen] = useState(false);
  const noWrite = useForbids('write');
  const label =
    name === undefined
      ? intl.formatMessage({ id: 'common.level' })
      : intl.formatMessage({ id: 'common.levelFor' }, { name });
  return (
    <Select
      className={cx(styles.select, compact && styles.compact, busy && styles.busy)}
      aria-label={label}
      value={value}
      isDisabled={isDisabled}
      isOpen={open}
      onOpenChange={(next) => setOpen(next && !busy)}
      onChange={(key) => {
        if (!busy && (key === 'r' || key === 'rw')) onChange(key);
      }}
    >
      <Button className={styles.button ?? ''}>
        {/* The value is part of the button's name. */}
        <SelectValue>{() => <LevelWords level={value} />}</SelectValue>
        <ChevronDown size={16} strokeWidth={1.75} aria-hidden="true" />
      </Button>
      <Popover className={styles.popover ?? ''} offset={4}>
        <ListBox className={styles.list ?? ''} aria-label={label}>
          <LevelOption level="r" />
          <LevelOption level="rw" forbidden={noWrite && value !== 'rw'} />
        </ListBox>
      </Popover>
    </Select>
  );
}

function LevelOption({ level, forbidden = false }: { level: Level; forbidden?: boolean }) {
  const intl = useIntl();
  const text = intl.formatMessage({ id: level === 'r' ? 'common.read' : 'common.readWrite' });
  const Icon = level === 'r' ? Eye : PenLine;
  return (
    <ListBoxItem id={level} className={styles.option ?? ''} textValue={text} isDisabled={forbidden}>
      {({ isSelected }) => (
        <>
          <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
          <span className={styles.words}>
            {text}
            {level === 'rw' && (
              <span className={styles.note}>
                <FormattedMessage id={forbidden ? 'policy.level' : 'common.readWriteNote'} />
              </span>
            )}
          </span>
          {isSelected && <Check size={16} strokeWidth={1.75} aria-hidden="true" />}
        </>
      )}
    </ListBoxItem>
  );
}

/** A level as words with its icon, where it can't be changed. */
export function LevelWords({ level }: { level: Level }) {
  const Icon = level === 'r' ? Eye : PenLine;
  return (
    <span className={styles.level}>
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      <span>
        <FormattedMessage id={level === 'r' ? 'common.read' : 'common.readWrite'} />
      </span>
    </span>
  );
}
