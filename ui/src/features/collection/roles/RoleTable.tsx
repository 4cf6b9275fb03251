import { useState } from 'react';
import { useIntl } from 'react-intl';
import { Address } from '../../../components/guests/Address';
import { Avatar } from '../../../components/Avatar';
import { Button } from '../../../components/Button';
import { ConfirmDialog } from '../../../components/Dialog';
import { guestKey } from '../../../components/guests/guests';
import { useGuestWords } from '../../../components/guests/useGuestWords';
import { Select } from '../../../components/Select';
import { Cell, HeaderCell, Row, Table } from '../../../components/Table';
import { VisuallyHidden } from '../../../components/VisuallyHidden';
import type { AssignableRole, RoleRow } from '../../../ipc/bindings';
import { otherRoles, ROLES } from '../model/roles';
import styles from './Roles.module.css';
import type { Roles } from './useRoles';

interface RoleTableProps {
  rows: readonly RoleRow[];
  /** The signed-in person can't change roles here. */
  fixed: boolean;
  offline: boolean;
  roles: Roles;
}

type Question = { kind: 'take'; row: RoleRow } | { kind: 'swap'; row: RoleRow; role: AssignableRole };

/** Everybody with a role, the owner first. */
export function RoleTable({ rows, fixed, offline, roles }: RoleTableProps) {
  const intl = useIntl();
  const { nameOf } = useGuestWords();
  const [question, setQuestion] = useState<Question | null>(null);

  function answer() {
    if (question === null) return;
    setQuestion(null);
    roles.change(question);
  }

  return (
    <>
      <Table caption={intl.formatMessage({ id: 'collection.roles.people' })}>
        <thead>
          <tr>
            <HeaderCell>{intl.formatMessage({ id: 'collection.column.person' })}</HeaderCell>
            <HeaderCell>{intl.formatMessage({ id: 'collection.column.role' })}</HeaderCell>
            <HeaderCell>{intl.formatMessage({ id: 'collection.column.meaning' })}</HeaderCell>
            <HeaderCell>
              <VisuallyHidden>{intl.formatMessage({ id: 'collection.column.actions' })}</VisuallyHidden>
            </HeaderCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RoleLine
              key={row.id ?? `owner:${guestKey(row.guest)}`}
              row={row}
              changeable={!fixed && !offline && !row.owner && row.id !== null}
              busy={roles.busy}
              taken={otherRoles(rows, row).map(({ role }) => role)}
              onAsk={setQuestion}
            />
          ))}
        </tbody>
      </Table>
      {question !== null && (
        <ConfirmDialog
          open
          onClose={() => setQuestion(null)}
          title={intl.formatMessage(
            { id: `collection.roles.${question.kind}.title` },
            {
              name: nameOf(question.row.guest),
              from: question.row.role,
              to: question.kind === 'swap' ? question.role : question.row.role,
            },
          )}
          safeLabel={intl.formatMessage({ id: 'collection.roles.keep' }, { role: question.row.role })}
          actLabel={intl.formatMessage(
            { id: `collection.roles.${question.kind}.go` },
            { to: question.kind === 'swap' ? question.role : question.row.role },
          )}
          danger={question.kind === 'take'}
          onAct={answer}
        >
          <p>
            {intl.formatMessage(
              { id: `collection.roles.${question.kind}.lead` },
              { name: nameOf(question.row.guest), me: question.row.isMe ? 'yes' : 'no' },
            )}
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

interface RoleLineProps {
  row: RoleRow;
  changeable: boolean;
  busy: boolean;
  /** Other roles that the same person has. */
  taken: readonly AssignableRole[];
  onAsk: (question: Question) => void;
}

function RoleLine({ row, changeable, busy, taken, onAsk }: RoleLineProps) {
  const intl = useIntl();
  const { nameOf } = useGuestWords();
  const { guest, role, owner, isMe, instead } = row;
  const others = instead.roles.filter((each) => !taken.includes(each));
  const name = nameOf(guest);
  const words = (of: AssignableRole) => intl.formatMessage({ id: `collection.role.${of}` });
  const address = guest.kind === 'person' && guest.name !== null ? guest.username : null;
  return (
    <Row>
      <Cell>
        <div className={styles.who}>
          <Avatar kind={guest.kind} name={name} outside={guest.kind === 'person' && guest.outside} />
          <div className={styles.words}>
            <div className={styles.name}>{name}</div>
            <div className={styles.line}>
              {isMe
                ? intl.formatMessage({ id: 'collection.roles.you' })
                : address !== null && <Address username={address} plain />}
            </div>
          </div>
        </div>
      </Cell>
      <Cell label={intl.formatMessage({ id: 'collection.column.role' })}>
        {changeable && others.length > 0 ? (
          <Select
            className={styles.select}
            labelHidden
            label={intl.formatMessage({ id: 'collection.roles.of' }, { name })}
            value={role}
            aria-disabled={busy || undefined}
            onChange={(to) => {
              if (!busy && to !== role) onAsk({ kind: 'swap', row, role: to });
            }}
            options={ROLES.filter((each) => each === role || others.includes(each)).map((value) => ({
              value,
              label: words(value),
            }))}
          />
        ) : owner ? (
          intl.formatMessage({ id: 'collection.roles.owner' })
        ) : (
          words(role)
        )}
        {changeable && instead.rule !== null && (
          <div className={styles.line}>{intl.formatMessage({ id: 'policy.noStronger' })}</div>
        )}
      </Cell>
      <Cell label={intl.formatMessage({ id: 'collection.column.meaning' })} className={styles.meaning}>
        {intl.formatMessage({ id: owner ? 'collection.meaning.owner' : `collection.meaning.${role}` })}
      </Cell>
      <Cell className={styles.act}>
        {changeable && (
          <Button
            size="small"
            variant="quiet"
            className={styles.take}
            busy={busy}
            aria-label={intl.formatMessage({ id: 'collection.roles.takeFrom' }, { name })}
            onClick={() => onAsk({ kind: 'take', row })}
          >
            {intl.formatMessage({ id: 'collection.roles.takeAway' })}
          </Button>
        )}
      </Cell>
    </Row>
  );
}
