import { useEffect, useRef } from 'react';

import styles from './Rows.module.css';

interface Props {
  label: string;
  /** "Some" for a box that stands for many. */
  ticked: 'none' | 'some' | 'all';
  tabIndex: number;
  /** `range` when Shift was held: everything from the one before up to here. */
  onTick: (on: boolean, range: boolean) => void;
}

/** A box to tick without words beside it: the row says what it stands for. */
export function TickBox({ label, ticked, tabIndex, onTick }: Props) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = ticked === 'some';
  }, [ticked]);
  return (
    <input
      ref={box}
      type="checkbox"
      className={styles.tick}
      aria-label={label}
      tabIndex={tabIndex}
      checked={ticked === 'all'}
      onChange={(event) => {
        const { nativeEvent } = event;
        onTick(event.target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey);
      }}
    />
  );
}
