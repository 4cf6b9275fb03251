import { Check, Undo2 } from 'lucide-react';
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import styles from './Toast.module.css';

/** How long a toast stays, in milliseconds. */
export const TOAST_TIME = 10_000;

interface ToastContent {
  /** One sentence. Never an error: errors stay until they are dealt with. */
  message: string;
  onUndo?: () => void;
}

type ShowToast = (content: ToastContent) => void;

interface Toasts {
  show: ShowToast;
  /** Takes away the toast that offers to undo something. */
  withdraw: () => void;
}

const ToastContext = createContext<Toasts | null>(null);

/** Holds the newest toast at the bottom; a new one replaces it. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<(ToastContent & { turn: number }) | null>(null);
  const show = useCallback<ShowToast>((content) => {
    setToast((before) => ({ ...content, turn: (before?.turn ?? 0) + 1 }));
  }, []);
  const close = useCallback(() => setToast(null), []);
  const withdraw = useCallback(() => setToast((before) => (before?.onUndo ? null : before)), []);
  const toasts = useMemo(() => ({ show, withdraw }), [show, withdraw]);
  return (
    <ToastContext value={toasts}>
      {children}
      <div className={styles.region} role="status">
        {toast && <ToastCard key={toast.turn} {...toast} onClose={close} />}
      </div>
    </ToastContext>
  );
}

/** Shows a toast. */
export function useToast(): ShowToast {
  return useToasts().show;
}

/** For a screen whose toasts undo something on it: they go when it does, and promise nothing afterwards. */
export function useUndoWhileHere(): void {
  const { withdraw } = useToasts();
  useEffect(() => withdraw, [withdraw]);
}

function useToasts(): Toasts {
  const toasts = use(ToastContext);
  if (toasts === null) throw new Error('useToast needs a ToastProvider above it');
  return toasts;
}

function ToastCard({ message, onUndo, onClose }: ToastContent & { onClose: () => void }) {
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const held = hovered || focused;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(onClose, TOAST_TIME);
    return () => clearTimeout(timer);
  }, [held, onClose]);
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- these hold the toast, they act on nothing
    <div
      className={styles.toast}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <Check size={18} strokeWidth={1.75} aria-hidden="true" />
      <span>{message}</span>
      {onUndo && (
        <button
          type="button"
          className={styles.undo}
          onClick={() => {
            onClose();
            onUndo();
          }}
        >
          <Undo2 size={16} strokeWidth={1.75} aria-hidden="true" />
          <FormattedMessage id="common.undo" />
        </button>
      )}
    </div>
  );
}
