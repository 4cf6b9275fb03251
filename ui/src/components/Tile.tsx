import { ChevronRight, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';
import styles from './Tile.module.css';

interface TileProps {
  icon: LucideIcon;
  /** Null while it is not known. */
  count: number | null;
  children: ReactNode;
  /** Ochre icon and number. */
  attn?: boolean;
  onOpen: () => void;
}

/** A number that leads somewhere; the whole of it is one link. */
export function Tile({ icon: Icon, count, children, attn = false, onOpen }: TileProps) {
  return (
    <button type="button" className={cx(styles.tile, attn && styles.attn)} onClick={onOpen}>
      <Icon size={22} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles.words}>
        <span className={styles.count}>{count ?? '–'}</span> <span className={styles.text}>{children}</span>
      </span>
      <ChevronRight className={styles.chevron} size={20} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}
