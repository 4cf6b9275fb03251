import { ChevronRight, type LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import styles from './Disclosure.module.css';

interface DisclosureProps {
  icon: LucideIcon;
  title: ReactNode;
  /** What it says while folded: the state of what is inside. */
  summary?: ReactNode;
  /** Level of its heading: `h2` where it stands right below the page's title. */
  heading?: 'h2' | 'h3';
  open: boolean;
  onToggle: (open: boolean) => void;
  children: ReactNode;
}

/** A part of a form that most people never need. Its state is in sight while it is folded. */
export function Disclosure({
  icon: Icon,
  title,
  summary,
  heading: Heading = 'h3',
  open,
  onToggle,
  children,
}: DisclosureProps) {
  const id = useId();
  return (
    <div className={styles.part}>
      <Heading className={styles.head}>
        <button
          type="button"
          className={styles.button}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => onToggle(!open)}
        >
          <span className={styles.line}>
            <ChevronRight className={styles.chevron} size={18} strokeWidth={1.75} aria-hidden="true" />
            <Icon className={styles.icon} size={18} strokeWidth={1.75} aria-hidden="true" />
            <span className={styles.title}>{title}</span>
          </span>
          <span className={styles.summary}>{summary}</span>
        </button>
      </Heading>
      <div id={id} className={styles.content} hidden={!open}>
        {open && children}
      </div>
    </div>
  );
}
