import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { Section } from '../../../components/Page';
import { Cell, HeaderCell, Row, Table } from '../../../components/Table';
import type { Member } from '../../../ipc/bindings';
import { useForbiddenWords } from '../../../people/useForbidden';
import styles from '../Groups.module.css';
import { personName } from '../words';
import { PersonCell } from './PersonCell';
import type { Ask } from './wish';

interface RequestsProps {
  members: readonly Member[];
  busy: boolean;
  onAsk: (ask: Ask) => void;
}

/** Whoever waits for an answer, above everybody else. */
export function Requests({ members, busy, onAsk }: RequestsProps) {
  const intl = useIntl();
  const forbiddenWords = useForbiddenWords();
  const [first, ...others] = members.filter(({ may }) => may.approve);
  return (
    <Section
      title={<FormattedMessage id="groups.waiting" />}
      actions={
        first !== undefined &&
        others.length > 0 && (
          <Button size="small" busy={busy} onClick={() => onAsk({ kind: 'letIn', members: [first, ...others] })}>
            <FormattedMessage id="groups.letAllIn" values={{ count: others.length + 1 }} />
          </Button>
        )
      }
    >
      <Table caption={intl.formatMessage({ id: 'groups.waiting' })}>
        <thead>
          <tr>
            <HeaderCell>
              <FormattedMessage id="groups.column.person" />
            </HeaderCell>
            <HeaderCell className={styles.act}>
              <FormattedMessage id="groups.column.actions" />
            </HeaderCell>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => {
            const name = personName(member.person);
            return (
              <Row key={member.person.id}>
                <PersonCell member={member} />
                <Cell className={styles.act}>
                  {member.may.reject && (
                    <span className={styles.buttons}>
                      <Button
                        size="small"
                        busy={busy}
                        unavailable={member.may.forbidden && forbiddenWords(member.may.forbidden, 'person')}
                        aria-label={intl.formatMessage({ id: 'groups.letInFor' }, { name })}
                        onClick={() => onAsk({ kind: 'letIn', members: [member] })}
                      >
                        <FormattedMessage id="groups.letIn" />
                      </Button>
                      <Button
                        size="small"
                        variant="danger"
                        busy={busy}
                        aria-label={intl.formatMessage({ id: 'groups.turnAwayFor' }, { name })}
                        onClick={() => onAsk({ kind: 'turnAway', members: [member] })}
                      >
                        <FormattedMessage id="groups.turnAway" />
                      </Button>
                    </span>
                  )}
                </Cell>
              </Row>
            );
          })}
        </tbody>
      </Table>
    </Section>
  );
}
