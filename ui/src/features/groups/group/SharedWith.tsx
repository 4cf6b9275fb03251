import { FormattedMessage, useIntl } from 'react-intl';
import { FormattedDay } from '../../../components/FormattedDay';
import { LinkButton } from '../../../components/LinkButton';
import { Section } from '../../../components/Page';
import { Cell, HeaderCell, Row, Table } from '../../../components/Table';
import type { GrantRow, GroupDetails } from '../../../ipc/bindings';
import { useNavigation } from '../../../navigation/navigation';
import styles from '../Groups.module.css';

/** Where the group is used: what of the person's is shared with it. */
export function SharedWith({ details }: { details: GroupDetails }) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const { grants, grantsCheckedAt, group } = details;
  const link = (go: () => void, id: 'groups.sharedCheck' | 'groups.sharedAll') => (
    <LinkButton onClick={go}>
      <FormattedMessage id={id} />
    </LinkButton>
  );
  if (grantsCheckedAt === null || grants.length === 0) {
    return (
      <Section title={<FormattedMessage id="groups.shared" />}>
        <p>
          <FormattedMessage id={grantsCheckedAt === null ? 'groups.sharedUnknown' : 'groups.sharedNone'} />{' '}
          {grantsCheckedAt === null && link(() => navigate({ name: 'shares' }), 'groups.sharedCheck')}
        </p>
      </Section>
    );
  }
  return (
    <Section
      title={<FormattedMessage id="groups.shared" />}
      actions={link(() => navigate({ name: 'subject', id: { kind: 'group', id: group.id } }), 'groups.sharedAll')}
    >
      <Table caption={intl.formatMessage({ id: 'groups.shared' })}>
        <thead>
          <tr>
            {(['folder', 'level', 'end'] as const).map((name) => (
              <HeaderCell key={name} date={name === 'end'}>
                <FormattedMessage id={`groups.column.${name}`} />
              </HeaderCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {grants.map((grant) => (
            <Grant key={grant.key} grant={grant} />
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function Grant({ grant }: { grant: GrantRow }) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const byRole = grant.via.kind === 'role';
  const level = byRole ? 'groups.throughRole' : grant.permissions === 'r' ? 'common.read' : 'common.readWrite';
  return (
    <Row>
      <Cell>
        <span className={styles.words}>
          <span className={styles.name}>
            <LinkButton onClick={() => navigate({ name: 'collection', id: grant.collectionId, path: grant.path })}>
              {grant.name}
            </LinkButton>
          </span>
          {grant.path !== '/' && (
            <span className={styles.line}>
              <FormattedMessage id="groups.inCollection" values={{ name: grant.collectionName }} />
            </span>
          )}
        </span>
      </Cell>
      <Cell label={intl.formatMessage({ id: 'groups.column.level' })}>
        <FormattedMessage id={level} />
      </Cell>
      <Cell date label={intl.formatMessage({ id: 'groups.column.end' })}>
        {grant.endsAt === null ? (
          <FormattedMessage id={byRole ? 'groups.withRole' : 'common.noEndDate'} />
        ) : (
          <FormattedDay value={grant.endsAt} />
        )}
      </Cell>
    </Row>
  );
}
