import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Banner } from '../../../components/Banner';
import type { GroupSummary } from '../../../ipc/bindings';
import styles from '../Groups.module.css';

/** What surprises people about groups: whose it is, how many are in it, who can add more, and what it is good for. */
export function GroupFacts({ group }: { group: GroupSummary }) {
  const hidden = <FormattedMessage id="groups.peopleHidden" />;
  return (
    <dl className={styles.facts}>
      <Fact name="owner">{group.owner ?? <FormattedMessage id="groups.fact.ownerUnknown" />}</Fact>
      <Fact name="size">
        {group.members === null ? hidden : <FormattedMessage id="groups.people" values={{ count: group.members }} />}
      </Fact>
      <Fact name="canAdd">
        {group.canAddMembers === null ? (
          hidden
        ) : (
          <FormattedMessage id="groups.people" values={{ count: group.canAddMembers }} />
        )}
      </Fact>
      <Fact name="protection">
        <FormattedMessage id={group.highAssurance ? 'groups.fact.isProtected' : 'groups.fact.notProtected'} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: 'owner' | 'size' | 'canAdd' | 'protection'; children: ReactNode }) {
  return (
    <div>
      <dt>
        <FormattedMessage id={`groups.fact.${name}`} />
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

interface WarningsProps {
  group: GroupSummary;
  /** Folders that it reaches, on storage that wants groups made for it. */
  onProtectedStorage: readonly string[];
}

/** Said before somebody wonders: who else decides who reaches the shares, and what can't be seen from here. */
export function GroupWarnings({ group, onProtectedStorage }: WarningsProps) {
  const intl = useIntl();
  const shares = group.shares ?? 0;
  const others = (group.canAddMembers ?? 0) - (group.myStatus === 'active' && group.myRole !== 'member' ? 1 : 0);
  return (
    <>
      {group.myStatus === 'pending' && (
        <Banner tone="info" title={<FormattedMessage id="groups.warning.waiting" />}>
          <FormattedMessage id="groups.warning.waitingMore" />
        </Banner>
      )}
      {!group.highAssurance && onProtectedStorage.length > 0 && (
        <Banner title={<FormattedMessage id="groups.warning.notProtected" />}>
          <FormattedMessage
            id="groups.warning.notProtectedMore"
            values={{
              folders: intl.formatList(onProtectedStorage, { type: 'conjunction' }),
              count: onProtectedStorage.length,
            }}
          />
        </Banner>
      )}
      {group.highAssurance && group.myStatus === 'active' && (
        <Banner tone="info" title={<FormattedMessage id="groups.warning.protected" />}>
          <FormattedMessage id="groups.warning.protectedMore" />
        </Banner>
      )}
      {shares > 0 && others > 0 && (
        <Banner title={<FormattedMessage id="groups.warning.others" values={{ count: others }} />}>
          <FormattedMessage id="groups.warning.othersMore" values={{ shares }} />
        </Banner>
      )}
      {group.members === null && group.myStatus === 'active' && (
        <Banner title={<FormattedMessage id="groups.warning.hidden" />}>
          <FormattedMessage id="groups.warning.hiddenMore" values={{ shares }} />
        </Banner>
      )}
    </>
  );
}
