import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { Select } from '../../../components/Select';
import { Cell, HeaderCell, Row, Table } from '../../../components/Table';
import type { Member } from '../../../ipc/bindings';
import styles from '../Groups.module.css';
import { personName, useGroupWords } from '../words';
import { PersonCell } from './PersonCell';
import type { Ask } from './wish';

interface MembersProps {
  caption: string;
  members: readonly Member[];
  busy: boolean;
  onAsk: (ask: Ask) => void;
}

/** Who is in the group, as what, and what can be done about it. What can't be done says why. */
export function Members({ caption, members, ...props }: MembersProps) {
  const intl = useIntl();
  const column = (name: 'person' | 'memberRole' | 'status' | 'actions') =>
    intl.formatMessage({ id: `groups.column.${name}` });
  const acts = members.some(({ may }) => may.remove || may.keptBy !== null);
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <HeaderCell>{column('person')}</HeaderCell>
          <HeaderCell>{column('memberRole')}</HeaderCell>
          <HeaderCell>{column('status')}</HeaderCell>
          {acts && <HeaderCell className={styles.act}>{column('actions')}</HeaderCell>}
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <Row key={member.person.id}>
            <PersonCell member={member} />
            <Cell label={column('memberRole')} className={styles.roleCell}>
              <RoleOf member={member} {...props} />
              {member.may.forbidden !== null && (
                <span className={styles.line}>
                  <FormattedMessage id="policy.noStronger" />
                </span>
              )}
            </Cell>
            <Cell label={column('status')}>
              <FormattedMessage id={`groups.status.${member.status}`} />
            </Cell>
            {acts && (
              <Cell className={styles.act}>
                <ActionOf member={member} {...props} />
              </Cell>
            )}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

type MemberProps = Pick<MembersProps, 'busy' | 'onAsk'> & { member: Member };

function RoleOf({ member, busy, onAsk }: MemberProps) {
  const intl = useIntl();
  const { role } = useGroupWords();
  const { may } = member;
  if (may.roles.length === 0) return role(member.role);
  const order = ['member', 'manager', 'admin'] as const;
  return (
    <Select
      labelHidden
      label={intl.formatMessage({ id: 'groups.roleFor' }, { name: personName(member.person) })}
      value={member.role}
      disabled={busy}
      options={order
        .filter((each) => each === member.role || may.roles.includes(each))
        .map((each) => ({ value: each, label: role(each) }))}
      onChange={(chosen) => {
        if (chosen !== member.role) onAsk({ kind: 'role', members: [member], role: chosen });
      }}
    />
  );
}

function ActionOf({ member, busy, onAsk }: MemberProps) {
  const intl = useIntl();
  const { may, status, person } = member;
  if (!may.remove) {
    return may.keptBy === null ? null : (
      <span className={styles.line}>
        <FormattedMessage id={`groups.kept.${may.keptBy}`} />
      </span>
    );
  }
  const kind = status === 'invited' ? 'takeBack' : 'remove';
  return (
    <Button
      size="small"
      variant="danger"
      busy={busy}
      aria-label={intl.formatMessage({ id: `groups.${kind}For` }, { name: personName(person) })}
      onClick={() => onAsk({ kind, members: [member] })}
    >
      <FormattedMessage id={`groups.${kind}`} />
    </Button>
  );
}
