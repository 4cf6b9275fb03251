import { useIntl } from 'react-intl';
import { Avatar } from '../../../components/Avatar';
import { Address } from '../../../components/guests/Address';
import { LinkButton } from '../../../components/LinkButton';
import { Cell } from '../../../components/Table';
import type { Member } from '../../../ipc/bindings';
import { useNavigation } from '../../../navigation/navigation';
import styles from '../Groups.module.css';
import { personName } from '../words';

/** Who a member is; the name leads to all that they reach. */
export function PersonCell({ member: { person, isMe } }: { member: Member }) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const name = personName(person);
  return (
    <Cell>
      <span className={styles.who}>
        <Avatar name={name} outside={person.outside} />
        <span className={styles.words}>
          <span className={styles.name}>
            {isMe ? (
              intl.formatMessage({ id: 'groups.you' }, { name })
            ) : (
              <LinkButton onClick={() => navigate({ name: 'subject', id: { kind: 'person', id: person.id } })}>
                {name}
              </LinkButton>
            )}
          </span>
          {person.name !== null && (
            <span className={styles.line}>
              <Address plain username={person.username} />
            </span>
          )}
        </span>
      </span>
    </Cell>
  );
}
