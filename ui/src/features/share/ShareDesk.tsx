import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useToast, useUndoWhileHere } from '../../components/Toast';
import { errorWords } from '../../errors/words';
import type { FolderCheck, Guest, Person, ShareDraft } from '../../ipc/bindings';
import { toIpcError, type IpcError } from '../../ipc/error';
import { useIpc } from '../../ipc/IpcProvider';
import { useNavigation } from '../../navigation/navigation';
import { isReady } from './check/isReady';
import { ConsentStep } from '../../consent/ConsentStep';
import { endAction, NO_FOLDERS } from './model/draft';
import { personGuest } from '../../components/guests/guests';
import { confirmations, emptied, NO_ANSWERS, type Answers } from './model/review';
import type { Fix } from './model/warningWords';
import { planQuery } from './queries/plan';
import { useConsent } from '../../consent/useConsent';
import { useDraft } from './queries/useDraft';
import { useInitialDraft } from './queries/useInitialDraft';
import { usePastedList } from '../../people/usePastedList';
import { usePreviews } from './queries/usePreviews';
import { useShareRun } from './queries/useShareRun';
import { ResultStep } from './result/ResultStep';
import { ReviewPage } from './review/ReviewPage';
import { SheetPage } from './sheet/SheetPage';

interface ShareDeskProps {
  /** Folders that can be shared. */
  checks: readonly FolderCheck[];
  /** A draft from an earlier time. */
  saved: ShareDraft | null;
  onLeave: () => void;
}

type Step = { at: 'sheet'; open: 'smaller' | 'name' | null } | { at: 'review' };

/** Holds what the person wants from the sheet to the end, so that going back and forth loses nothing. */
export function ShareDesk({ checks: first, saved, onLeave }: ShareDeskProps) {
  const ipc = useIpc();
  const intl = useIntl();
  useUndoWhileHere();
  const client = useQueryClient();
  const toast = useToast();
  const { navigate } = useNavigation();
  const [checks, setChecks] = useState(first);
  const [step, setStep] = useState<Step>({ at: 'sheet', open: null });
  const [boxText, setBoxText] = useState('');
  const [answers, setAnswers] = useState<Answers>(NO_ANSWERS);
  const [error, setError] = useState<IpcError | null>(null);
  const [planning, setPlanning] = useState(false);
  const { suggestedEnd, initial } = useInitialDraft(first, saved);
  const { draft, dispatch, save, forget, notSaved } = useDraft(initial);
  const consent = useConsent();
  const pasted = usePastedList(invite);
  const run = useShareRun({ onStarted: () => void forget(), onRefused: refused });
  const previews = usePreviews(run.run === null ? draft.folders : NO_FOLDERS);
  const nobody = draft.guests.length === 0 && draft.wider.kind === 'off';
  const plan = useQuery({
    ...planQuery(ipc, client, draft),
    enabled: step.at === 'review' && run.run === null && !nobody,
  });

  /** Does something; where Globus wants a sign-in first, that is an ordinary step and it is done again after it. */
  async function attempt(act: () => Promise<void>, again = false): Promise<void> {
    setError(null);
    try {
      await act();
    } catch (thrown) {
      const failure = toIpcError(thrown);
      if (!consent.ask(failure, again, () => void attempt(act, true))) setError(failure);
    }
  }

  function refused(failure: IpcError) {
    if (!consent.ask(failure, false, share)) setError(failure);
  }

  /** After a sign-in nobody is invited by itself: what was typed is still there, and inviting is the person's word. */
  async function invite(address: string): Promise<Person | null> {
    setError(null);
    try {
      return await ipc.inviteGuest(address);
    } catch (thrown) {
      const failure = toIpcError(thrown);
      if (!consent.ask(failure, false, () => undefined)) setError(failure);
      return null;
    }
  }

  async function inviteGuest(address: string): Promise<Guest | null> {
    const person = await invite(address);
    return person === null ? null : personGuest(person);
  }

  async function review() {
    setPlanning(true);
    await attempt(async () => {
      await client.query({ ...planQuery(ipc, client, draft), staleTime: 0 });
      setStep({ at: 'review' });
    });
    setPlanning(false);
  }

  function share() {
    if (plan.data !== undefined) void run.share(plan.data, confirmations(plan.data, answers));
  }

  async function smaller(from: string, to: string): Promise<string | null> {
    try {
      const [check] = await ipc.checkFolders([to]);
      if (check === undefined || !isReady(check)) return intl.formatMessage({ id: 'share.smaller.notReady' });
      setChecks((all) => all.map((old) => (old.dropped.path === from ? check : old)));
      dispatch({ type: 'folderReplaced', from, to: check.dropped.path });
      setStep({ at: 'sheet', open: null });
      return null;
    } catch (thrown) {
      return intl.formatMessage({ id: errorWords(toIpcError(thrown)).title.id });
    }
  }

  async function saveForLater() {
    if (!(await save(true))) return;
    toast({ message: intl.formatMessage({ id: 'share.draft.saved' }) });
    onLeave();
  }

  function fix(how: Fix, key: string | null) {
    switch (how.kind) {
      case 'leaveOff':
        if (key !== null) dispatch({ type: 'guestRemoved', key });
        return;
      case 'readOnly':
        if (key !== null) dispatch({ type: 'levelChosen', key, permissions: 'r' });
        return;
      case 'endOn':
        dispatch(endAction(draft, key, how.day));
        return;
      case 'widerOff':
        dispatch({ type: 'widerChosen', wider: { kind: 'off' } });
        return;
      case 'checkAgain':
        void plan.refetch();
        return;
      case 'manage':
        navigate({ name: 'shares' });
        return;
      case 'smallerPart':
        setStep({ at: 'sheet', open: 'smaller' });
        return;
      case 'rename':
        setStep({ at: 'sheet', open: 'name' });
        return;
      case 'backToList':
        setStep({ at: 'sheet', open: null });
    }
  }

  if (consent.wanted !== null) return <ConsentStep {...consent.wanted} />;
  if (run.run !== null) {
    return <ResultStep share={run} message={draft.message} onManage={() => navigate({ name: 'shares' })} />;
  }
  if (step.at === 'review' && (plan.data !== undefined || plan.error !== null)) {
    return (
      <ReviewPage
        plan={nobody || plan.data === undefined ? emptied(plan.data) : plan.data}
        checking={plan.isFetching}
        error={error ?? plan.error}
        {...{ previews, answers }}
        onAnswers={setAnswers}
        suggestedEnd={suggestedEnd}
        onFix={fix}
        onBack={() => setStep({ at: 'sheet', open: null })}
        onShare={share}
      />
    );
  }
  return (
    <SheetPage
      {...{ draft, dispatch, checks, previews, notSaved, error, planning, pasted }}
      restored={saved !== null}
      openAt={step.at === 'sheet' ? step.open : null}
      box={{ text: boxText, setText: setBoxText }}
      onInvite={inviteGuest}
      onDemand={(failure) => consent.ask(failure, false, () => undefined)}
      loadCommands={async () => (await ipc.planShare(draft)).commands}
      onSmaller={smaller}
      onReview={() => void review()}
      onSaveForLater={() => void saveForLater()}
    />
  );
}
