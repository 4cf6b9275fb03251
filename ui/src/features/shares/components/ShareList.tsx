import { useState } from 'react';
import { useIntl } from 'react-intl';

import { useAnnounce } from '../../../components/Announcer';
import { useToast } from '../../../components/Toast';
import type { Permissions, Share, ShareGuest } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { allowed } from '../model/allowed';
import type { Clock } from '../model/ends';
import { ownGuests } from '../model/facts';
import { hasOwnRule, shareKey } from '../model/identity';
import { leavingRows, toRows, type Row } from '../model/rows';
import { hasNote, isBusy } from '../model/rowState';
import { DEFAULT_SORT, pressColumn, sortShares } from '../model/sort';
import { useAccessActions, type RuleGuest, type Stopped } from '../queries/useAccessActions';
import { useLeavingFocus } from '../useLeavingFocus';
import { useShareWords } from '../words';
import { ActionsRow } from './ActionsRow';
import { GuestRow } from './GuestRow';
import { NoteRow } from './NoteRow';
import { ShareRow } from './ShareRow';
import { ShareTable, type RowProps } from './ShareTable';
import { StopDialog } from './StopDialog';
import { WriteDialog } from './WriteDialog';

interface Props {
  /** The shares to show. */
  shares: readonly Share[];
  /** All of them. */
  all: readonly Share[];
  offline: boolean;
  clock: Clock;
  check: () => void;
}

/** A question that is being asked. */
type Question = { kind: 'stop'; share: Share; guests: RuleGuest[] } | { kind: 'write'; share: Share; guest: RuleGuest };

/** The table with its rows, and the questions that they ask. */
export function ShareList({ shares, all, offline, clock, check }: Props) {
  const intl = useIntl();
  const ipc = useIpc();
  const toast = useToast();
  const [sort, setSort] = useState(DEFAULT_SORT);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [question, setQuestion] = useState<Question | null>(null);
  const { sayChanged, sayStopped } = useOutcomeWords();
  const prepareLeaving = useLeavingFocus(() => document.querySelector('h1'));

  const actions = useAccessActions({
    timeZone: clock.timeZone,
    check,
    onLeave: (share, ruleIds) =>
      prepareLeaving(
        leavingRows(rows, share, ruleIds),
        rows.map((row) => row.key),
      ),
    onChanged: sayChanged,
    onStopped: sayStopped,
  });

  const sorted = sortShares(shares, sort, clock, intl.locale);
  const rows = toRows(sorted, open, (share, guest) => hasNote(actions.stateOf(share, guest)));

  const toggle = (share: Share) => {
    const next = new Set(open);
    if (!next.delete(shareKey(share))) next.add(shareKey(share));
    setOpen(next);
  };
  const copyLink = async (share: Share) => {
    await ipc.copyText(share.link);
    toast({ message: intl.formatMessage({ id: 'shares.linkCopied' }, { share: share.name }) });
  };
  const level = (share: Share, guest: ShareGuest, permissions: Permissions) => {
    if (!hasOwnRule(guest) || permissions === guest.permissions) return;
    if (permissions === 'rw') setQuestion({ kind: 'write', share, guest });
    else void actions.change(share, guest, { act: 'level', permissions });
  };

  const renderRow = (row: Row, props: RowProps) => {
    const { share } = row;
    switch (row.kind) {
      case 'share':
        return (
          <ShareRow
            key={row.key}
            {...props}
            share={share}
            open={row.open}
            clock={clock}
            onToggle={() => toggle(share)}
            onCopyLink={() => void copyLink(share)}
          />
        );
      case 'guest': {
        const { guest } = row;
        return (
          <GuestRow
            key={row.key}
            {...props}
            share={share}
            guest={guest}
            state={actions.stateOf(share, guest)}
            allowed={allowed(share, offline)}
            clock={clock}
            onLevel={(permissions) => level(share, guest, permissions)}
            onEnd={(end) => hasOwnRule(guest) && void actions.change(share, guest, { act: 'end', end })}
            onStop={() => hasOwnRule(guest) && setQuestion({ kind: 'stop', share, guests: [guest] })}
          />
        );
      }
      case 'note':
        return (
          <NoteRow
            key={row.key}
            {...props}
            share={share}
            guest={row.guest}
            state={actions.stateOf(share, row.guest)}
            offline={offline}
            onDismiss={() => actions.dismiss(share, row.guest)}
          />
        );
      case 'actions':
        return (
          <ActionsRow
            key={row.key}
            {...props}
            share={share}
            allowed={allowed(share, offline)}
            busy={share.guests.some((guest) => isBusy(actions.stateOf(share, guest)))}
            onCopyLink={() => void copyLink(share)}
            onStopAll={() => setQuestion({ kind: 'stop', share, guests: ownGuests(share) })}
          />
        );
    }
  };

  const close = () => setQuestion(null);
  return (
    <>
      {rows.length > 0 && (
        <ShareTable
          rows={rows}
          sort={sort}
          onSort={(column) => setSort(pressColumn(sort, column))}
          renderRow={renderRow}
        />
      )}
      {question?.kind === 'stop' && (
        <StopDialog
          share={question.share}
          guests={question.guests}
          shares={all}
          clock={clock}
          onClose={close}
          onStop={() => {
            close();
            void actions.stop(question.share, question.guests);
          }}
        />
      )}
      {question?.kind === 'write' && (
        <WriteDialog
          share={question.share}
          guest={question.guest}
          onClose={close}
          onGo={() => {
            close();
            void actions.change(question.share, question.guest, { act: 'level', permissions: 'rw' });
          }}
        />
      )}
    </>
  );
}

/** What is said when something went through; what did not stands beside its row. */
function useOutcomeWords() {
  const intl = useIntl();
  const toast = useToast();
  const announce = useAnnounce();
  const { guestName, guestsPhrase } = useShareWords();
  const sayChanged = (guest: ShareGuest, act: 'level' | 'end'): void =>
    announce(intl.formatMessage({ id: `shares.state.done.${act}` }, { guest: guestName(guest) }));
  const sayStopped = ({ share, guests, failed }: Stopped): void => {
    const names = { share: share.name, guests: guestsPhrase(guests) };
    const [only] = guests;
    if (failed > 0) {
      // One failure alone is an alert beside its row already.
      if (guests.length > 0)
        announce(intl.formatMessage({ id: 'shares.someOffTheList' }, { ...names, failed }), 'assertive');
    } else if (only !== undefined && guests.length === 1) {
      toast({ message: intl.formatMessage({ id: 'shares.offTheList' }, { ...names, guest: guestName(only) }) });
    } else {
      toast({ message: intl.formatMessage({ id: 'shares.allOffTheList' }, names) });
    }
  };
  return { sayChanged, sayStopped };
}
