import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { ConfirmDialog } from '../../../components/Dialog';
import { FormDialog } from '../../../components/FormDialog';
import { TextField } from '../../../components/TextField';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { GroupSummary } from '../../../ipc/bindings';
import styles from '../Groups.module.css';
import type { GroupWish, useManage } from '../queries/useManage';
import { EditDialog } from './EditDialog';

interface ManageDialogsProps {
  asking: GroupWish['kind'] | null;
  group: GroupSummary;
  managing: ReturnType<typeof useManage>;
  onClose: () => void;
}

/** Asks what is still missing, or whether it is meant, before a group is edited, left or deleted. */
export function ManageDialogs({ asking, group, managing, onClose }: ManageDialogsProps) {
  const intl = useIntl();
  const { manage, busy, error } = managing;
  const values = { group: group.name, shares: group.shares ?? 0 };
  return (
    <>
      {asking === 'edit' && (
        <EditDialog {...{ group, busy, error, onClose }} onAct={(edit) => manage({ kind: 'edit', edit })} />
      )}
      {asking === 'delete' && <DeleteDialog {...{ group, managing, onClose }} />}
      <ConfirmDialog
        open={asking === 'leave'}
        onClose={onClose}
        title={intl.formatMessage({ id: 'groups.leave.title' }, values)}
        safeLabel={intl.formatMessage({ id: 'groups.leave.stay' })}
        actLabel={intl.formatMessage({ id: 'groups.leave.act' })}
        busy={busy}
        onAct={() => {
          manage({ kind: 'leave' });
          onClose();
        }}
      >
        <p>{intl.formatMessage({ id: 'groups.leave.more' }, values)}</p>
      </ConfirmDialog>
    </>
  );
}

function DeleteDialog({ group, managing, onClose }: Omit<ManageDialogsProps, 'asking'>) {
  const intl = useIntl();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const differs = typed.trim() !== group.name.trim();
  return (
    <FormDialog
      open
      danger
      onClose={onClose}
      title={<FormattedMessage id="groups.delete.title" values={{ group: group.name }} />}
      actLabel={intl.formatMessage({ id: 'groups.delete.act' })}
      busy={managing.busy}
      onAct={() => {
        setTried(true);
        if (!differs) managing.manage({ kind: 'delete', typedName: typed });
      }}
    >
      <div className={styles.form}>
        <p>
          <FormattedMessage id="groups.delete.more" values={{ shares: group.shares ?? 0 }} />
        </p>
        <TextField
          label={<FormattedMessage id="groups.delete.type" values={{ group: group.name }} />}
          value={typed}
          error={tried && differs ? intl.formatMessage({ id: 'groups.delete.differs' }) : undefined}
          onChange={(text) => {
            setTried(false);
            setTyped(text);
          }}
        />
        {managing.error !== null && <ErrorCard error={managing.error} />}
      </div>
    </FormDialog>
  );
}
