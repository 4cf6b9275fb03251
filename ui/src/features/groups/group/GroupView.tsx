import { ExternalLink, LogOut, Pencil, Trash2, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Banner } from '../../../components/Banner';
import { Button } from '../../../components/Button';
import { Page, Section } from '../../../components/Page';
import { useToast } from '../../../components/Toast';
import { ConsentStep } from '../../../consent/ConsentStep';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { GroupDetails, MadeGroup, MemberResult, Person } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { useNavigation } from '../../../navigation/navigation';
import { InvitePage } from '../people/InvitePage';
import { useManage, type GroupWish } from '../queries/useManage';
import { useMemberAction, type MemberWish } from '../queries/useMemberAction';
import { personName } from '../words';
import { AskDialog } from './AskDialog';
import { useDoneWords } from './doneWords';
import { GroupFacts, GroupWarnings } from './GroupFacts';
import { ManageDialogs } from './ManageDialogs';
import { Members } from './Members';
import { Problems } from './Problems';
import { Requests } from './Requests';
import { SharedWith } from './SharedWith';
import { actionOf, type Ask } from './wish';

interface GroupViewProps {
  details: GroupDetails;
  made: MadeGroup | null;
  /** Whom to invite, chosen on another screen. */
  invite: readonly Person[];
}

/** A group that was read. Keeps what is asked, what went wrong and whom to invite while a sign-in comes between. */
export function GroupView({ details, made, invite }: GroupViewProps) {
  const intl = useIntl();
  const ipc = useIpc();
  const toast = useToast();
  const doneWords = useDoneWords();
  const { group, members, may } = details;
  const [inviting, setInviting] = useState(false);
  const [ask, setAsk] = useState<Ask | null>(null);
  const [results, setResults] = useState<readonly MemberResult[]>(made?.invited ?? []);
  const [notInvited, setNotInvited] = useState(made?.failed ?? null);
  const { act, busy, error, consent } = useMemberAction(done);
  const { navigate } = useNavigation();
  const [asking, setAsking] = useState<GroupWish['kind'] | null>(null);
  const managing = useManage(details, (kind) => {
    setAsking(null);
    toast({ message: intl.formatMessage({ id: `groups.${kind}.done` }, { group: group.name }) });
    if (kind !== 'edit') navigate({ name: 'groups' });
  });
  const askTo = (kind: GroupWish['kind']) => {
    managing.forget();
    setAsking(kind);
  };
  const nameOf = (id: string) => {
    const member = members?.find(({ person }) => person.id === id)?.person ?? invite.find((it) => it.id === id);
    return member === undefined ? id : personName(member);
  };

  function done(wish: MemberWish, answered: readonly MemberResult[]) {
    setResults(answered);
    if (wish.done !== undefined && answered.every(({ problem }) => problem === null)) toast({ message: wish.done });
  }

  function carryOut(wanted: Ask) {
    act({
      group: group.id,
      people: wanted.members.map(({ person }) => person.id),
      action: actionOf(wanted),
      done: doneWords(wanted, personName(wanted.members[0].person)),
    });
  }

  function invited(answered: readonly MemberResult[]) {
    setInviting(false);
    setNotInvited(null);
    setResults(answered);
  }

  if (consent.wanted !== null) return <ConsentStep {...consent.wanted} about="groups" />;
  if (managing.consent.wanted !== null) return <ConsentStep {...managing.consent.wanted} about="groups" />;
  if (inviting) {
    const first = notInvited === null ? [] : invite;
    return <InvitePage details={details} first={first} onDone={invited} onLeave={() => setInviting(false)} />;
  }
  const waiting = members?.filter(({ status }) => status === 'pending') ?? [];
  const inside = members?.filter(({ status }) => status === 'active' || status === 'invited') ?? [];
  const outside = members?.filter(({ status }) => status === 'out') ?? [];
  const shown = { busy, onAsk: setAsk };
  return (
    <Page
      width="wide"
      title={group.name}
      lead={group.description}
      actions={
        <>
          {may.invite && (
            <Button icon={UserPlus} onClick={() => setInviting(true)}>
              <FormattedMessage id="groups.invite" />
            </Button>
          )}
          {may.administer && (
            <Button icon={Pencil} onClick={() => askTo('edit')}>
              <FormattedMessage id="groups.edit" />
            </Button>
          )}
          {details.leaveAs.length > 0 && (
            <Button icon={LogOut} busy={managing.busy && asking === null} onClick={() => askTo('leave')}>
              <FormattedMessage id="groups.leave" />
            </Button>
          )}
          {may.administer && (
            <Button variant="danger" icon={Trash2} onClick={() => askTo('delete')}>
              <FormattedMessage id="groups.delete" />
            </Button>
          )}
          <Button
            variant="quiet"
            icon={ExternalLink}
            onClick={() => void ipc.openLink(details.webPage).catch(() => undefined)}
          >
            <FormattedMessage id="groups.openInGlobus" />
          </Button>
        </>
      }
    >
      {error !== null && <ErrorCard error={error} />}
      {managing.error !== null && asking === null && <ErrorCard error={managing.error} />}
      {managing.stayed && (
        <Banner tone="danger" title={<FormattedMessage id="groups.leave.failed" values={{ group: group.name }} />}>
          <FormattedMessage id="groups.leave.failedMore" />
        </Banner>
      )}
      {notInvited !== null && (
        <>
          <Banner
            title={<FormattedMessage id="groups.newFailedTitle" />}
            action={
              <Button size="small" onClick={() => setInviting(true)}>
                <FormattedMessage id="groups.newInviteAgain" />
              </Button>
            }
          >
            <FormattedMessage id="groups.newFailedMore" values={{ count: invite.length }} />
          </Banner>
          <ErrorCard error={notInvited} />
        </>
      )}
      <Problems results={results} nameOf={nameOf} onClose={() => setResults([])} />
      <GroupWarnings group={group} onProtectedStorage={details.onProtectedStorage} />
      <GroupFacts group={group} />
      {waiting.length > 0 && <Requests members={waiting} {...shown} />}
      {members !== null && (
        <Section title={<FormattedMessage id="groups.members" />}>
          {!may.remove && (
            <p>
              <FormattedMessage id="groups.onlyManagers" />
            </p>
          )}
          {may.remove && !may.changeRole && (
            <p>
              <FormattedMessage id="groups.onlyAdmins" />
            </p>
          )}
          <Members caption={intl.formatMessage({ id: 'groups.members' })} members={inside} {...shown} />
        </Section>
      )}
      <SharedWith details={details} />
      {outside.length > 0 && (
        <Section title={<FormattedMessage id="groups.membersOut" />}>
          <Members caption={intl.formatMessage({ id: 'groups.membersOut' })} members={outside} {...shown} />
        </Section>
      )}
      <ManageDialogs {...{ asking, group, managing }} onClose={() => setAsking(null)} />
      <AskDialog ask={ask} group={group} onAct={carryOut} onClose={() => setAsk(null)} />
    </Page>
  );
}
