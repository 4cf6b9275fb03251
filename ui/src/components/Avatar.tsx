import { Globe, KeyRound, Users } from 'lucide-react';
import styles from './Avatar.module.css';
import { cx } from './cx';

export type AvatarKind = 'person' | 'group' | 'role' | 'everyone';

interface AvatarProps {
  kind?: AvatarKind;
  /** Name or address; two initials are made of it. */
  name: string;
  /** A dashed ring: outside my institution. */
  outside?: boolean;
}

/** Its shape says what kind of guest it is. Never read out: the name stands beside it. */
export function Avatar({ kind = 'person', name, outside = false }: AvatarProps) {
  return (
    <span className={cx(styles.avatar, styles[kind], outside && styles.outside)} aria-hidden="true">
      {kind === 'person' && initials(name)}
      {kind === 'group' && <Users size={18} strokeWidth={1.75} />}
      {kind === 'role' && <KeyRound size={18} strokeWidth={1.75} />}
      {kind === 'everyone' && <Globe size={18} strokeWidth={1.75} />}
    </span>
  );
}

/** "Alex Kim" is AK; "j.lindqvist@alpen.example" is JL. */
export function initials(name: string): string {
  const words = (name.split('@')[0] ?? '').split(/[\s._-]+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) =>
    String.fromCodePoint(word?.codePointAt(0) ?? 32),
  );
  return letters.join('').trim().toLocaleUpperCase();
}
