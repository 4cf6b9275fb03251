import { CircleStop, ListX, Pause, Pencil, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { ConfirmDialog } from '../../../components/Dialog';
import { guestsOf } from '../../../copies/state';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { Copy } from '../../../ipc/bindings';
import { CancelDialog } from './CancelDialog';
import styles from './Progress.module.css';
import { RenameDialog } from './RenameDialog';
import type { CopyActions } from './useCopyActions';
import { useForgetCopy } from './useForgetCopy';

/** What can be done with a copy now. What can't has no button. */
export function CopyButtons({ copy, actions }: { copy: Copy; actions: CopyActions }) {
  const intl = useIntl();
  const [asking, setAsking] = useState<'cancel' | 'remove' | 'rename' | 'forget' | null>(null);
  const forget = useForgetCopy(copy);
  const may = (action: Copy['actions'][number]) => copy.actions.includes(action);
  const guests = guestsOf(copy);
  const close = () => setAsking(null);
  return (
    <>
      {forget.error && <ErrorCard error={forget.error} />}
      <div className={styles.actions}>
        {may('pause') && (
          <Button icon={Pause} busy={actions.busy === 'pause'} onClick={() => actions.act('pause')}>
            <FormattedMessage id="copy.act.pause" />
          </Button>
        )}
        {may('continue') && (
          <Button
            variant="primary"
            icon={Play}
            busy={actions.busy === 'continue'}
            onClick={() => actions.act('continue')}
          >
            <FormattedMessage id="copy.act.continue" />
          </Button>
        )}
        {may('rename') && (
          <Button icon={Pencil} onClick={() => setAsking('rename')}>
            <FormattedMessage id="copy.act.rename" />
          </Button>
        )}
        {may('cancel') && (
          <Button
            variant="danger"
            icon={CircleStop}
            busy={actions.busy === 'cancel' || actions.busy === 'remove'}
            onClick={() => setAsking('cancel')}
          >
            <FormattedMessage id="copy.act.cancel" />
          </Button>
        )}
        {may('remove') && !may('cancel') && (
          <Button variant="danger" icon={Trash2} busy={actions.busy === 'remove'} onClick={() => setAsking('remove')}>
            <FormattedMessage id="copy.act.remove" />
          </Button>
        )}
        {may('forget') && (
          <Button
            variant="quiet"
            icon={ListX}
            busy={forget.isPending}
            onClick={() => (guests > 0 ? setAsking('forget') : forget.mutate())}
          >
            <FormattedMessage id="copy.act.forget" />
          </Button>
        )}
      </div>
      {asking === 'cancel' && (
        <CancelDialog
          copy={copy}
          onClose={close}
          onCancel={(remove) => {
            close();
            actions.act(remove ? 'remove' : 'cancel');
          }}
        />
      )}
      {asking === 'rename' && <RenameDialog copy={copy} onClose={close} />}
      <ConfirmDialog
        open={asking === 'forget'}
        onClose={close}
        title={<FormattedMessage id="copy.forgetTitle" values={{ name: copy.label }} />}
        safeLabel={intl.formatMessage({ id: 'copy.forgetKeep' })}
        actLabel={intl.formatMessage({ id: 'copy.act.forget' })}
        onAct={() => {
          close();
          forget.mutate();
        }}
      >
        <FormattedMessage id="copy.forgetBody" values={{ guests }} />
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'remove'}
        onClose={close}
        title={<FormattedMessage id="copy.removeTitle" values={{ name: copy.label }} />}
        safeLabel={intl.formatMessage({ id: 'copy.removeKeep' })}
        actLabel={intl.formatMessage({ id: 'copy.removeAct' })}
        onAct={() => {
          close();
          actions.act('remove');
        }}
      >
        <FormattedMessage id="copy.removeBody" values={{ guests }} />
      </ConfirmDialog>
    </>
  );
}
