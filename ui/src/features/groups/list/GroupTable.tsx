import { ShieldCheck, UserPlus } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Avatar } from '../../../components/Avatar';
import { Badge } from '../../../components/Badge';
import { LinkButton } from '../../../components/LinkButton';
import { Cell, HeaderCell, Row, Table } from '../../../components/Table';
import type { GroupSummary } from '../../../ipc/bindings';
import { useNavigation } from '../../../navigation/navigation';
import styles from '../Groups.module.css';
import { useGroupWords } from '../words';

/** Groups with what matters before one shares with them: size, role, requests, and how much they reach already. */
export function GroupTable({ caption, groups }: { caption: string; groups: readonly GroupSummary[] }) {
  const intl = useIntl();
  const column = (name: 'group' | 'role' | 'people' | 'shares') => intl.formatMessage({ id: `groups.column.${name}` });
  return (
    <div className={styles.groups}>
      <Table caption={caption}>
        <thead>
          <tr>
            <HeaderCell>{column('group')}</HeaderCell>
            <HeaderCell className={styles.groupRole}>{column('role')}</HeaderCell>
            <HeaderCell className={styles.groupNumber}>{column('people')}</HeaderCell>
            <HeaderCell className={styles.groupNumber}>{column('shares')}</HeaderCell>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <GroupRow key={group.id} group={group} column={column} />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

interface GroupRowProps {
  group: GroupSummary;
  column: (name: 'group' | 'role' | 'people' | 'shares') => string;
}

function GroupRow({ group, column }: GroupRowProps) {
  const { navigate } = useNavigation();
  const { role } = useGroupWords();
  return (
    <Row>
      <Cell>
        <span className={styles.who}>
          <Avatar kind="group" name={group.name} />
          <span className={styles.words}>
            <span className={styles.name}>
              <LinkButton onClick={() => navigate({ name: 'group', id: group.id })}>{group.name}</LinkButton>
              {group.requests > 0 && (
                <Badge tone="attn" icon={UserPlus}>
                  <FormattedMessage id="groups.requests" values={{ count: group.requests }} />
                </Badge>
              )}
              {group.highAssurance && (
                <Badge icon={ShieldCheck}>
                  <FormattedMessage id="groups.protected" />
                </Badge>
              )}
            </span>
            {group.description !== null && <span className={styles.line}>{group.description}</span>}
          </span>
        </span>
      </Cell>
      <Cell label={column('role')}>
        {group.myStatus === 'pending' ? <FormattedMessage id="groups.status.pending" /> : role(group.myRole)}
      </Cell>
      <Cell label={column('people')}>{group.members ?? <FormattedMessage id="groups.peopleHidden" />}</Cell>
      <Cell label={column('shares')}>{group.shares ?? <FormattedMessage id="groups.sharesUnknown" />}</Cell>
    </Row>
  );
}
