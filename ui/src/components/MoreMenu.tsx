import { Ellipsis, type LucideIcon } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
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
  entries: readonly MenuEntry[];
  tabIndex?: number;
}

/** What else can be done with a row, behind three dots. */
export function MoreMenu({ label, entries, tabIndex = 0 }: MoreMenuProps) {
  const announce = useAnnounce();
  return (
    <MenuTrigger>
      <Button className={styles.button ?? ''} aria-label={label} excludeFromTabOrder={tabIndex < 0}>
        <Ellipsis size={18} strokeWidth={1.75} aria-hidden="true" />
      </Button>
      <Popover className={styles.popover ?? ''} placement="bottom end" offset={4}>
        <Menu className={styles.menu ?? ''} aria-label={label}>
          {entries.map(({ id, label: text, icon: Icon, danger = false, unavailable = null, onAct }) => (
            <MenuItem
              key={id}
              id={id}
              className={cx(styles.item, danger && styles.danger, unavailable !== null && styles.unavailable)}
              textValue={text}
              onAction={() => (unavailable === null ? onAct() : announce(unavailable, 'assertive'))}
            >
              <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
              <span className={styles.words}>
                {/* The reason is a part of the name: what is seen and what is called out are the same. */}
                <span>{text}</span> {unavailable !== null && <span className={styles.reason}>{unavailable}</span>}
              </span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
