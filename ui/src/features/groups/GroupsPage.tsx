import { Search, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../components/Button';
import { Page, Section } from '../../components/Page';
import { Spinner } from '../../components/Spinner';
import { TextField } from '../../components/TextField';
import { useToast } from '../../components/Toast';
import { ConsentStep } from '../../consent/ConsentStep';
import { ErrorCard } from '../../errors/ErrorCard';
import type { GroupSummary, MemberResult } from '../../ipc/bindings';
import { useNavigation } from '../../navigation/navigation';
import { Problems } from './group/Problems';
import styles from './Groups.module.css';
import { GroupTable } from './list/GroupTable';
import { Invitations } from './list/Invitations';
import { useGroupList } from './queries/useGroups';
import { useMemberAction, type MemberWish } from './queries/useMemberAction';

/** From so many groups on, a search is quicker than reading. */
const MANY = 8;

/** All groups of the person: invitations first, then those that they manage, then the rest. */
export default function GroupsPage() {
  const intl = useIntl();
  const toast = useToast();
  const { navigate } = useNavigation();
  const list = useGroupList();
  const [search, setSearch] = useState('');
  const [failed, setFailed] = useState<{ group: string; results: readonly MemberResult[] } | null>(null);
  const { act, busy, error, consent } = useMemberAction(answered);

  const groups = list.data ?? [];
  const wanted = search.trim().toLocaleLowerCase(intl.locale);
  const fits = ({ name, description }: GroupSummary) =>
    `${name} ${description ?? ''}`.toLocaleLowerCase(intl.locale).includes(wanted);
  const invited = groups.filter((group) => group.myStatus === 'invited');
  const found = groups.filter((group) => group.myStatus !== 'invited' && fits(group));
  const manages = ({ myRole, myStatus }: GroupSummary) => myStatus === 'active' && myRole !== 'member';
  const sections = [
    { title: 'groups.managed' as const, groups: found.filter(manages) },
    { title: 'groups.others' as const, groups: found.filter((it) => it.myStatus === 'active' && !manages(it)) },
    { title: 'groups.asked' as const, groups: found.filter((it) => it.myStatus === 'pending') },
  ];

  function answered(wish: MemberWish, results: readonly MemberResult[]) {
    const group = groups.find(({ id }) => id === wish.group)?.name ?? '';
    if (results.some(({ problem }) => problem !== null)) setFailed({ group, results });
    else {
      setFailed(null);
      const id = wish.action.kind === 'accept' ? 'groups.invitation.joined' : 'groups.invitation.declined';
      toast({ message: intl.formatMessage({ id }, { group }) });
    }
  }

  if (consent.wanted !== null) return <ConsentStep {...consent.wanted} about="groups" />;
  return (
    <Page
      width="wide"
      title={intl.formatMessage({ id: 'groups.title' })}
      lead={<FormattedMessage id="groups.lead" />}
      actions={
        <Button icon={UserPlus} onClick={() => navigate({ name: 'newGroup', people: [] })}>
          <FormattedMessage id="groups.make" />
        </Button>
      }
    >
      {error !== null && <ErrorCard error={error} />}
      {failed !== null && (
        <Problems results={failed.results} nameOf={() => failed.group} onClose={() => setFailed(null)} />
      )}
      {list.error !== null && (
        <ErrorCard error={list.error}>
          <Button size="small" onClick={() => void list.refetch()}>
            <FormattedMessage id="common.tryAgain" />
          </Button>
        </ErrorCard>
      )}
      {list.isPending && (
        <p role="status">
          <Spinner /> <FormattedMessage id="groups.loading" />
        </p>
      )}
      {invited.length > 0 && (
        <Invitations
          groups={invited}
          busy={busy}
          onAnswer={(group, action) => act({ group: group.id, people: group.invitedAs, action })}
        />
      )}
      {list.isSuccess && groups.length === 0 && (
        <p className={styles.empty}>
          <strong>
            <FormattedMessage id="groups.empty" />
          </strong>{' '}
          <FormattedMessage id="groups.emptyMore" />
        </p>
      )}
      {groups.length >= MANY && (
        <TextField
          className={styles.find}
          labelHidden
          icon={Search}
          label={intl.formatMessage({ id: 'groups.find' })}
          placeholder={intl.formatMessage({ id: 'groups.find' })}
          value={search}
          onChange={setSearch}
        />
      )}
      {wanted !== '' && found.length === 0 && (
        <p role="status">
          <FormattedMessage id="groups.nothingFound" />
        </p>
      )}
      {sections.map(
        (section) =>
          section.groups.length > 0 && (
            <Section key={section.title} title={<FormattedMessage id={section.title} />}>
              <GroupTable caption={intl.formatMessage({ id: section.title })} groups={section.groups} />
            </Section>
          ),
      )}
    </Page>
  );
}
