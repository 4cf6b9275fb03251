import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Address } from '../../components/guests/Address';
import { useAccessWords } from '../../components/guests/useAccessWords';
import { LinkButton } from '../../components/LinkButton';
import type { GroupGuest, SubjectPage } from '../../ipc/bindings';
import { useNavigation } from '../../navigation/navigation';
import styles from './Subject.module.css';

/** Who it is: what Globus shows of a person or group. */
export function Facts({ page }: { page: SubjectPage }) {
  const intl = useIntl();
  const { nameOf } = useAccessWords();
  const { access } = page.subject;
  if (access.to !== 'guest') return null;
  const { guest } = access;
  return (
    <dl className={styles.facts} aria-label={intl.formatMessage({ id: 'subject.about' }, { name: nameOf(access) })}>
      {guest.kind === 'person' ? <PersonFacts page={page} guest={guest} /> : <GroupFacts group={guest} />}
    </dl>
  );
}

type Guest = Extract<SubjectPage['subject']['access'], { to: 'guest' }>['guest'];

function PersonFacts({ page, guest }: { page: SubjectPage; guest: Guest & { kind: 'person' } }) {
  const { groups, linked } = page;
  return (
    <>
      <Fact name={<FormattedMessage id="subject.address" />}>
        <Address plain username={guest.username} />
      </Fact>
      {guest.organization !== null && (
        <Fact name={<FormattedMessage id="subject.organisation" />}>{guest.organization}</Fact>
      )}
      <Fact name={<FormattedMessage id="subject.inGroups" />}>
        {groups.length === 0 ? <FormattedMessage id="subject.inNoGroups" /> : <GroupLinks groups={groups} />}
      </Fact>
      {linked.length > 0 && (
        <Fact name={<FormattedMessage id="subject.linked" />}>
          <Several>
            {linked.map(({ id, username }) => (
              <SubjectLink key={id} id={{ kind: 'person', id }} name={username} />
            ))}
          </Several>
        </Fact>
      )}
    </>
  );
}

function GroupFacts({ group }: { group: GroupGuest }) {
  return (
    <>
      <Fact name={<FormattedMessage id="subject.members" />}>
        {group.memberCount === null ? (
          <FormattedMessage id="subject.membersHidden" />
        ) : (
          <FormattedMessage id="subject.memberCount" values={{ count: group.memberCount }} />
        )}
      </Fact>
      <Fact name={<FormattedMessage id="subject.canAdd" />}>
        {group.canAddMembers === null ? (
          <FormattedMessage id="subject.membersHidden" />
        ) : (
          <FormattedMessage id="subject.canAddCount" values={{ count: group.canAddMembers }} />
        )}
      </Fact>
      {group.owner !== null && <Fact name={<FormattedMessage id="subject.owner" />}>{group.owner}</Fact>}
    </>
  );
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function GroupLinks({ groups }: { groups: readonly GroupGuest[] }) {
  const hidden = useIntl().formatMessage({ id: 'common.guest.hiddenGroup' });
  return (
    <Several>
      {groups.map(({ id, name }) => (
        <SubjectLink key={id} id={{ kind: 'group', id }} name={name ?? hidden} />
      ))}
    </Several>
  );
}

function Several({ children }: { children: ReactNode }) {
  return <span className={styles.several}>{children}</span>;
}

/** Leads to the page of somebody else. */
export function SubjectLink({ id, name }: { id: { kind: 'person' | 'group'; id: string }; name: string }) {
  const { navigate } = useNavigation();
  return <LinkButton onClick={() => navigate({ name: 'subject', id })}>{name}</LinkButton>;
}
