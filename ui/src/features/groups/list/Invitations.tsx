import { Mail } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { ConfirmDialog } from '../../../components/Dialog';
import type { GroupSummary, MembershipAction } from '../../../ipc/bindings';
import styles from '../Groups.module.css';

interface InvitationsProps {
  groups: readonly GroupSummary[];
  busy: boolean;
  onAnswer: (group: GroupSummary, action: MembershipAction) => void;
}

/** Groups that ask the person to join. Turning one down is asked once more; joining takes nothing away. */
export function Invitations({ groups, busy, onAnswer }: InvitationsProps) {
  const intl = useIntl();
  const [declining, setDeclining] = useState<GroupSummary | null>(null);
  return (
    <>
      <ul className={styles.invitations}>
        {groups.map((group) => (
          <li key={group.id} className={styles.invitation}>
            <Mail size={20} strokeWidth={1.75} aria-hidden="true" />
            <span className={styles.words}>
              <strong>
                <FormattedMessage id="groups.invitation.title" values={{ group: group.name }} />
              </strong>
              <span className={styles.line}>
                {group.description !== null && `${group.description} · `}
                <FormattedMessage id="groups.invitation.more" />
              </span>
            </span>
            <span className={styles.buttons}>
              <Button
                size="small"
                busy={busy}
                aria-label={intl.formatMessage({ id: 'groups.invitation.acceptFor' }, { group: group.name })}
                onClick={() => onAnswer(group, { kind: 'accept' })}
              >
                <FormattedMessage id="groups.invitation.accept" />
              </Button>
              <Button
                size="small"
                variant="quiet"
                aria-label={intl.formatMessage({ id: 'groups.invitation.declineFor' }, { group: group.name })}
                onClick={() => setDeclining(group)}
              >
                <FormattedMessage id="groups.invitation.decline" />
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={declining !== null}
        onClose={() => setDeclining(null)}
        title={<FormattedMessage id="groups.invitation.declineTitle" values={{ group: declining?.name ?? '' }} />}
        safeLabel={intl.formatMessage({ id: 'groups.invitation.keep' })}
        actLabel={intl.formatMessage({ id: 'groups.invitation.declineAct' })}
        onAct={() => {
          if (declining !== null) onAnswer(declining, { kind: 'decline' });
          setDeclining(null);
        }}
      >
        <p>
          <FormattedMessage id="groups.invitation.declineMore" />
        </p>
      </ConfirmDialog>
    </>
  );
}
