import { useIntl } from 'react-intl';
import { ConfirmDialog } from '../../../components/Dialog';
import type { GroupSummary } from '../../../ipc/bindings';
import { personName } from '../words';
import { isDanger, type Ask } from './wish';

interface AskDialogProps {
  ask: Ask | null;
  group: GroupSummary;
  onAct: (ask: Ask) => void;
  onClose: () => void;
}

/** Every change of a membership is asked once, with what it does to whom and what stays. */
export function AskDialog({ ask, group, onAct, onClose }: AskDialogProps) {
  const intl = useIntl();
  const first = ask?.members[0];
  const values = {
    name: first === undefined ? '' : personName(first.person),
    count: ask?.members.length ?? 0,
    group: group.name,
    shares: group.shares ?? 0,
    role: ask?.kind === 'role' ? ask.role : 'member',
  };
  const kind = ask?.kind ?? 'letIn';
  return (
    <ConfirmDialog
      open={ask !== null}
      onClose={onClose}
      title={intl.formatMessage({ id: `groups.ask.${kind}.title` }, values)}
      safeLabel={intl.formatMessage({ id: 'groups.ask.cancel' })}
      actLabel={intl.formatMessage({ id: `groups.ask.${kind}.act` }, values)}
      danger={ask !== null && isDanger(ask)}
      onAct={() => {
        if (ask !== null) onAct(ask);
        onClose();
      }}
    >
      <p>{intl.formatMessage({ id: `groups.ask.${kind}.more` }, values)}</p>
    </ConfirmDialog>
  );
}
