import { UserPlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { Page } from '../../../components/Page';
import { Select } from '../../../components/Select';
import { StickyFooter } from '../../../components/StickyFooter';
import { useToast } from '../../../components/Toast';
import { ConsentStep } from '../../../consent/ConsentStep';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { GroupDetails, GroupRole, MemberResult, Person } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import { useBackStep } from '../../../navigation/backStep';
import styles from '../Groups.module.css';
import { useMemberAction, type MemberWish } from '../queries/useMemberAction';
import { personName, useGroupWords } from '../words';
import { PeoplePicker } from './PeoplePicker';
import { usePeopleChoice } from './usePeopleChoice';

const ROLES = ['member', 'manager', 'admin'] as const;

interface InvitePageProps {
  details: GroupDetails;
  /** Who is chosen already. */
  first: readonly Person[];
  onDone: (results: readonly MemberResult[]) => void;
  onLeave: () => void;
}

/** Inviting people: who, as what, and what they will reach. The button is the word that it takes. */
export function InvitePage({ details: { group, may }, first, onDone, onLeave }: InvitePageProps) {
  const intl = useIntl();
  const toast = useToast();
  const { role: roleName } = useGroupWords();
  const [role, setRole] = useState<GroupRole>('member');
  const [lookUpError, setLookUpError] = useState<IpcError | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const { act, busy, error, consent } = useMemberAction(invited);
  const choice = usePeopleChoice(first, (failure) => {
    if (!consent.ask(failure, false, () => undefined)) setLookUpError(failure);
  });
  useBackStep(intl.formatMessage({ id: 'groups.back' }, { group: group.name }), onLeave);

  function invited(_: MemberWish, results: readonly MemberResult[]) {
    onDone(results);
    const done = results.filter(({ problem }) => problem === null);
    const one = choice.people.find(({ id }) => id === done[0]?.identityId);
    if (done.length === 0) return;
    const values = { count: done.length, name: one === undefined ? '' : personName(one) };
    toast({ message: intl.formatMessage({ id: 'groups.done.invite' }, values) });
  }

  function invite() {
    if (choice.check(false) !== null) box.current?.focus();
    else act({ group: group.id, people: choice.people.map(({ id }) => id), action: { kind: 'invite', role } });
  }

  if (consent.wanted !== null) return <ConsentStep {...consent.wanted} about="groups" />;
  const failure = error ?? lookUpError;
  return (
    <Page
      title={intl.formatMessage({ id: 'groups.inviteTitle' }, { group: group.name })}
      lead={
        <>
          <FormattedMessage id="groups.inviteLead" />{' '}
          <FormattedMessage id="groups.inviteReach" values={{ shares: group.shares ?? 0 }} />
        </>
      }
      footer={
        <StickyFooter
          summary={
            <p>
              <FormattedMessage id="groups.chosen" values={{ count: choice.people.length }} />
            </p>
          }
        >
          <Button variant="quiet" onClick={onLeave}>
            <FormattedMessage id="common.cancel" />
          </Button>
          <Button variant="primary" size="large" icon={UserPlus} busy={busy} onClick={invite}>
            <FormattedMessage id="groups.inviteAct" values={{ count: choice.people.length }} />
          </Button>
        </StickyFooter>
      }
    >
      <div className={styles.form}>
        {failure !== null && <ErrorCard error={failure} />}
        <PeoplePicker choice={choice} boxRef={box} onDemand={(wanted) => consent.ask(wanted, false, () => undefined)} />
        {may.changeRole && (
          <div className={styles.role}>
            <Select
              label={intl.formatMessage({ id: 'groups.inviteRole' })}
              value={role}
              options={ROLES.map((each) => ({ value: each, label: roleName(each) }))}
              onChange={setRole}
            />
          </div>
        )}
      </div>
    </Page>
  );
}
