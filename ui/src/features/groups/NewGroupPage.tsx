import { useQueryClient } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../components/Button';
import { Page, Section } from '../../components/Page';
import { StickyFooter } from '../../components/StickyFooter';
import { TextField } from '../../components/TextField';
import { useToast } from '../../components/Toast';
import { ConsentStep } from '../../consent/ConsentStep';
import { useConsent } from '../../consent/useConsent';
import { ErrorCard } from '../../errors/ErrorCard';
import type { Person } from '../../ipc/bindings';
import { toIpcError, type IpcError } from '../../ipc/error';
import { useIpc } from '../../ipc/IpcProvider';
import { keys } from '../../ipc/queries';
import { useNavigation } from '../../navigation/navigation';
import styles from './Groups.module.css';
import { PeoplePicker } from './people/PeoplePicker';
import { usePeopleChoice } from './people/usePeopleChoice';

type NameProblem = 'newNameMissing' | 'newNameTooLong';

/** A new group: its name, what it is for, and who is asked to join. */
export default function NewGroupPage({ people }: { people: readonly Person[] }) {
  const intl = useIntl();
  const ipc = useIpc();
  const client = useQueryClient();
  const toast = useToast();
  const { navigate, back } = useNavigation();
  const consent = useConsent();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [nameProblem, setNameProblem] = useState<NameProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<IpcError | null>(null);
  const nameField = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const choice = usePeopleChoice(people, failed);

  function failed(failure: IpcError) {
    if (!consent.ask(failure, false, () => undefined)) setError(failure);
  }

  function refuseName(problem: NameProblem) {
    setNameProblem(problem);
    nameField.current?.focus();
  }

  async function make(again = false): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const invite = choice.people.map(({ id }) => id);
      const made = await ipc.makeGroup({ name, description: description.trim() === '' ? null : description, invite });
      await client.invalidateQueries({ queryKey: keys.groups });
      toast({ message: intl.formatMessage({ id: 'groups.newDone' }, { group: made.group.name }) });
      navigate({ name: 'group', id: made.group.id, made, invite: choice.people });
    } catch (thrown) {
      const failure = toIpcError(thrown);
      if (failure.code === 'InvalidInput' && failure.field === 'groupName') {
        refuseName(failure.reason === 'tooLong' ? 'newNameTooLong' : 'newNameMissing');
      } else if (!consent.ask(failure, again, () => void make(true))) setError(failure);
    } finally {
      setBusy(false);
    }
  }

  function submit() {
    setNameProblem(null);
    const open = choice.check(true);
    if (name.trim() === '') refuseName('newNameMissing');
    else if (open !== null) box.current?.focus();
    else void make();
  }

  if (consent.wanted !== null) return <ConsentStep {...consent.wanted} about="groups" />;
  return (
    <Page
      title={intl.formatMessage({ id: 'groups.newTitle' })}
      lead={<FormattedMessage id="groups.newLead" />}
      footer={
        <StickyFooter
          summary={
            <p>
              <FormattedMessage id="groups.chosen" values={{ count: choice.people.length }} />
            </p>
          }
        >
          <Button variant="quiet" onClick={back}>
            <FormattedMessage id="common.cancel" />
          </Button>
          <Button variant="primary" size="large" icon={UserPlus} busy={busy} onClick={submit}>
            <FormattedMessage id="groups.newAct" values={{ count: choice.people.length }} />
          </Button>
        </StickyFooter>
      }
    >
      <div className={styles.form}>
        {error !== null && <ErrorCard error={error} />}
        <TextField
          ref={nameField}
          label={<FormattedMessage id="groups.newName" />}
          hint={<FormattedMessage id="groups.newNameHint" />}
          error={nameProblem === null ? undefined : intl.formatMessage({ id: `groups.${nameProblem}` })}
          value={name}
          onChange={setName}
        />
        <TextField
          optional
          label={<FormattedMessage id="groups.newDescription" />}
          value={description}
          onChange={setDescription}
        />
      </div>
      <Section title={<FormattedMessage id="groups.newWho" />}>
        <p>
          <FormattedMessage id="groups.inviteLead" />
        </p>
        <PeoplePicker choice={choice} boxRef={box} onDemand={(wanted) => consent.ask(wanted, false, () => undefined)} />
      </Section>
    </Page>
  );
}
