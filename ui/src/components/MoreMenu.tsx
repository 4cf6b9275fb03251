import { Ellipsis, type LucideIcon } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { Menu, MenuItem, Popover } from 'react-aria-components';
import { useAnnounce } from './Announcer';
import { cx } from './cx';
import styles from './MoreMenu.module.css';

/** One line of a menu. */
export interface MenuEntry {
  id: string;
  label: string;
  icon: LucideIcon;
  danger?: boolean;
  /** Why it can't be used now. The line stays, says so, and does nothing. */
  unavailable?: string | null;
  onAct: () => void;
}

interface MoreMenuProps {
  /** What the button is called: whose menu it is. */
  label: string;
  /** Asked for when the menu opens. */
  entries: () => readonly MenuEntry[];
  tabIndex?: number;
}

/**
 * What else can be done with a row, behind three dots. Until it opens it is a plain button and nothing else: lists have
 * one in each row, and draw them at each letter of a search.
 */
export function MoreMenu({ label, entries, tabIndex = 0 }: MoreMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  /** What has the focus at first: a line for whoever uses keys, the menu itself for whoever points. */
  const [open, setOpen] = useState<'first' | 'last' | 'menu' | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!['Enter', ' ', 'ArrowDown', 'ArrowUp'].includes(event.key)) return;
    // Neither a step to another row nor a click: that would pass for one of a screen reader.
    event.stopPropagation();
    event.preventDefault();
    setOpen(event.key === 'ArrowUp' ? 'last' : 'first');
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open !== null}
        tabIndex={tabIndex}
        onClick={(event) => setOpen(event.detail === 0 ? 'first' : 'menu')}
        onKeyDown={onKeyDown}
      >
        <Ellipsis size={18} strokeWidth={1.75} aria-hidden="true" />
      </button>
      {open !== null && (
        <Popover
          className={styles.popover ?? ''}
          aria-label={label}
          triggerRef={button}
          placement="bottom end"
          offset={4}
          isOpen
          onOpenChange={(isOpen) => !isOpen && setOpen(null)}
        >
          <Menu
            className={styles.menu ?? ''}
            aria-label={label}
            // eslint-disable-next-line jsx-a11y/no-autofocus -- an open menu has the focus
            autoFocus={open === 'menu' ? true : open}
            onClose={() => setOpen(null)}
          >
            {entries().map((entry) => (
              <MenuLine key={entry.id} entry={entry} />
            ))}
          </Menu>
        </Popover>
      )}
    </>
  );
}

function MenuLine({
  entry: { id, label, icon: Icon, danger = false, unavailable = null, onAct },
}: {
  entry: MenuEntry;
}) {
  const announce = useAnnounce();
  return (
    <MenuItem
      id={id}
      className={cx(styles.item, danger && styles.danger, unavailable !== null && styles.unavailable)}
      textValue={label}
      onAction={() => (unavailable === null ? onAct() : announce(unavailable, 'assertive'))}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles.words}>
        {/* The reason is a part of the name: what is seen and what is called out are the same. */}
        <span>{label}</span> {unavailable !== null && <span className={styles.reason}>{unavailable}</span>}
      </span>
    </MenuItem>
  );
}
