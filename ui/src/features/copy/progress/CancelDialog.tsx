import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { FormDialog } from '../../../components/FormDialog';
import { RadioList } from '../../../components/RadioList';
import { guestsOf } from '../../../copies/state';
import type { Copy } from '../../../ipc/bindings';
import styles from './Progress.module.css';

interface CancelDialogProps {
  copy: Copy;
  onClose: () => void;
  onCancel: (remove: boolean) => void;
}

/** Cancelling: what was copied is kept, or goes, too. */
export function CancelDialog({ copy, onClose, onCancel }: CancelDialogProps) {
  const intl = useIntl();
  const [what, setWhat] = useState<'keep' | 'remove'>('keep');
  const guests = guestsOf(copy);
  return (
    <FormDialog
      open
      danger
      onClose={onClose}
      closeLabel={intl.formatMessage({ id: 'copy.cancelGoOn' })}
      title={<FormattedMessage id="copy.cancelTitle" values={{ name: copy.label }} />}
      actLabel={intl.formatMessage({ id: what === 'keep' ? 'copy.cancelAct' : 'copy.cancelRemoveAct' })}
      onAct={() => onCancel(what === 'remove')}
    >
      <div className={styles.form}>
        <p>
          <FormattedMessage id="copy.cancelBody" />
        </p>
        <RadioList
          legend={<FormattedMessage id="copy.cancelLegend" />}
          value={what}
          onChange={setWhat}
          options={[
            {
              value: 'keep',
              label: <FormattedMessage id="copy.cancelKeep" />,
              hint: <FormattedMessage id="copy.cancelKeepHint" values={{ guests }} />,
            },
            {
              value: 'remove',
              label: <FormattedMessage id="copy.cancelRemove" />,
              hint: <FormattedMessage id="copy.cancelRemoveHint" values={{ guests }} />,
            },
          ]}
        />
      </div>
    </FormDialog>
  );
}
