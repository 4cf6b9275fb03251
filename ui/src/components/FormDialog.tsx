import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { FormattedMessage } from 'react-intl';
import { Button } from './Button';
import styles from './Dialog.module.css';

interface FormDialogProps {
  open: boolean;
  onClose: () => void;
  /** Where "Cancel" would be mistaken for the act. */
  closeLabel?: string;
  title: ReactNode;
  /** The choice or the field. */
  children: ReactNode;
  /** Names what comes next. */
  actLabel: string;
  onAct: () => void;
  busy?: boolean;
  /** Whether the act destroys something. */
  danger?: boolean;
}

/** One choice or field that has to be made before one can go on. Esc changes nothing. */
export function FormDialog({
  open,
  onClose,
  closeLabel,
  title,
  children,
  actLabel,
  onAct,
  busy = false,
  danger = false,
}: FormDialogProps) {
  return (
    <ModalOverlay className={styles.scrim} isOpen={open} onOpenChange={(next) => !next && onClose()} isDismissable>
      <Modal className={styles.modal}>
        <AriaDialog className={styles.dialog ?? ''}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (!busy) onAct();
            }}
          >
            <Heading slot="title" level={2} className={styles.title ?? ''}>
              {title}
            </Heading>
            <div className={styles.body}>{children}</div>
            <div className={styles.actions}>
              <Button onClick={onClose}>{closeLabel ?? <FormattedMessage id="common.cancel" />}</Button>
              <Button type="submit" variant={danger ? 'danger-filled' : 'primary'} busy={busy}>
                {actLabel}
              </Button>
            </div>
          </form>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
