import { Modal, ModalOverlay } from 'react-aria-components';
import dialogStyles from '../Dialog.module.css';
import styles from './EndDate.module.css';
import { EndDatePopover, type EndDatePopoverProps } from './EndDatePopover';

/** The choice of an end date on its own, where no button of a row stands for it. Esc changes nothing. */
export function EndDateDialog({ open, ...popover }: EndDatePopoverProps & { open: boolean }) {
  return (
    <ModalOverlay
      className={dialogStyles.scrim ?? ''}
      isOpen={open}
      onOpenChange={(next) => !next && popover.onClose()}
      isDismissable
    >
      <Modal className={styles.modal ?? ''}>
        <EndDatePopover {...popover} />
      </Modal>
    </ModalOverlay>
  );
}
