import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './Button';
import styles from './Dialog.module.css';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  /** The question. */
  title: ReactNode;
  /** One sentence on what stays. */
  children: ReactNode;
  /** The safe answer: first and focused. */
  safeLabel: string;
  /** Names the act and the number. */
  actLabel: string;
  onAct: () => void;
  /** Whether the act destroys something. */
  danger?: boolean;
  busy?: boolean;
}

/** A question with a safe answer and an act. Esc is the safe answer. */
export function ConfirmDialog({
  open,
  onClose,
  title,
  children,
  safeLabel,
  actLabel,
  onAct,
  danger = true,
  busy = false,
}: DialogProps) {
  return (
    <ModalOverlay className={styles.scrim} isOpen={open} onOpenChange={(next) => !next && onClose()}>
      <Modal className={styles.modal}>
        <AriaDialog role="alertdialog" className={styles.dialog}>
          <Heading slot="title" level={2} className={styles.title}>
            {title}
          </Heading>
          <div className={styles.body}>{children}</div>
          <div className={styles.actions}>
            {/* eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus, and its safe answer gets it */}
            <Button onClick={onClose} autoFocus>
              {safeLabel}
            </Button>
            <Button variant={danger ? 'danger-filled' : 'primary'} busy={busy} onClick={onAct}>
              {actLabel}
            </Button>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
