import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { GrantState, ShareEvent, ShareOutcome } from '../../../ipc/bindings';
import { jonas, type FakeIpc } from '../../../ipc/fake';
import { axeViolations } from '../../../test/axe';
import { openReview } from '../testing/open';

const failJonas = (ipc: FakeIpc) => void ipc.failing.add(`0-${jonas.id}`);
const DEMAND = {
  required_scopes: ['urn:globus:auth:scope:transfer.api.globus.org:all'],
  session_message: null,
  identities: [],
  single_domain: [],
  policies: [],
  mfa: null,
  prompt: null,
};

async function shared(prepare?: (ipc: FakeIpc) => void) {
  const view = await openReview(prepare ? { prepare } : {});
  await view.user.click(screen.getByRole('button', { name: 'Share with 2 people' }));
  return view;
}

/** A share whose events the test sends itself. */
function byHand(ipc: FakeIpc) {
  let send: (event: ShareEvent) => void = () => undefined;
  let end: (outcome: ShareOutcome) => void = () => undefined;
  const apply = ipc.applyShare;
  let real: ShareOutcome | null = null;
  ipc.applyShare = async (planId, confirmations, onEvent) => {
    real = await apply(planId, confirmations, () => undefined);
    send = onEvent;
    return new Promise<ShareOutcome>((done) => (end = done));
  };
  return {
    send: (event: ShareEvent) => act(() => send(event)),
    end: () =>
      act(() => {
        if (real) end(real);
      }),
    grants: () => real?.plan.grants.map((grant) => grant.id) ?? [],
  };
}

describe('working', () => {
  it('follows each row, can be stopped, and breaks no accessibility rule', async () => {
    let hand!: ReturnType<typeof byHand>;
    const { user, ipc } = await shared((fake) => (hand = byHand(fake)));
    const cancel = vi.spyOn(ipc, 'cancelShare');
    expect(await screen.findByRole('heading', { level: 1, name: 'Sharing Results' })).toBeVisible();
    await waitFor(() => expect(hand.grants()).toHaveLength(2));
    const [first = '', second = ''] = hand.grants();
    const state = (grant: string, to: GrantState) => hand.send({ kind: 'grant', grant, state: to });
    // Pressed before the share has a name: it is stopped as soon as it has one.
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(cancel).not.toHaveBeenCalled();
    hand.send({ kind: 'started', shareId: 'share-1' });
    expect(cancel).toHaveBeenCalledWith('share-1');
    state(first, { kind: 'shared' });
    state(second, { kind: 'readingBack' });
    const rows = within(screen.getByRole('list', { name: 'Progress' })).getAllByRole('listitem');
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining('Shared, checked'),
      expect.stringContaining('Reading back…'),
    ]);
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '1');
    expect(screen.getByText('1 of 2')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    hand.end();
    const heading = await screen.findByRole('heading', { level: 1, name: 'Results is shared' });
    await waitFor(() => expect(heading).toHaveFocus());
  });

  it('forgets the draft once the journal has the share', async () => {
    const { ipc } = await shared();
    await screen.findByRole('heading', { level: 1, name: 'Results is shared' });
    await waitFor(async () => expect(await ipc.listDrafts()).toEqual([]));
  });

  it('goes back to the review when the share was refused, and says why', async () => {
    await shared((ipc) => (ipc.applyShare = () => Promise.reject({ code: 'Offline' })));
    expect(await screen.findByText('No connection')).toBeVisible();
    expect(screen.getByRole('heading', { level: 1, name: 'Check the guest list' })).toBeVisible();
  });
});

describe('done', () => {
  it('gives link, message and mail for each guest', async () => {
    const { user, ipc } = await shared();
    await screen.findByRole('heading', { level: 1, name: 'Results is shared' });
    expect(screen.getByText(/Read back from Globus at 09:13: 2 entries match\./)).toBeVisible();
    expect(screen.getByText('Globus was asked to e-mail Alex')).toBeVisible();
    expect(await axeViolations()).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    await user.click(screen.getByRole('button', { name: 'Open' }));
    expect(ipc.openedLinks).toEqual(ipc.clipboard);
    await user.click(screen.getByRole('button', { name: 'QR code' }));
    expect(screen.getByRole('img', { name: 'QR code of the link to Results' })).toBeVisible();

    await user.selectOptions(screen.getByRole('combobox'), 'For Jonas Lindqvist');
    await user.click(screen.getByRole('button', { name: 'Copy message' }));
    expect(ipc.clipboard.at(-1)).toMatch(
      /^Nora Whitfield shares the folder “Results” with you until Wed 16 Dec 2026, 23:59 Chicago time \(Thu 17 Dec 2026, 05:59 UTC\)\. Open the link and sign in with j\.lindqvist@alpen\.example\. You can view and download\./,
    );
    await user.click(screen.getByRole('button', { name: 'Open in mail' }));
    expect(ipc.openedLinks.at(-1)).toMatch(/^mailto:j\.lindqvist@alpen\.example\?subject=/);
    await user.click(screen.getByRole('button', { name: 'Manage' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'My shares' })).toBeVisible();
  });

  it('saves the ends for a calendar, and says where, or why not', async () => {
    const { user, ipc } = await shared();
    const save = vi.spyOn(ipc, 'saveShareCalendar').mockRejectedValueOnce({ code: 'Offline' });
    const button = await screen.findByRole('button', { name: 'Reminder for my calendar…' });
    await user.click(button);
    expect(await screen.findByText('No connection')).toBeVisible();
    await user.click(button);
    expect(await screen.findByText(/^Saved as .*end dates .*\.ics$/)).toBeVisible();
    expect(screen.queryByText('No connection')).not.toBeInTheDocument();
    expect(save).toHaveBeenLastCalledWith(
      expect.stringMatching(/^share-/),
      expect.objectContaining({ 'calendar.title': expect.any(String) as string }),
      expect.any(String),
    );
  });

  it('keeps what worked, says why the rest failed, and tries only that again', async () => {
    const { user, ipc } = await shared(failJonas);
    const heading = await screen.findByRole('heading', { level: 1, name: 'Results is shared with 1 of 2' });
    await waitFor(() => expect(heading).toHaveFocus());
    const row = screen.getByText('Globus did not answer, and its list does not have Jonas').closest('li');
    expect(row).toHaveTextContent('Not shared');
    expect(row).toHaveTextContent('not stored');
    expect(screen.getByRole('button', { name: 'Leave Jonas off' })).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    const resume = vi.spyOn(ipc, 'resumeShare');
    await user.click(screen.getByRole('button', { name: 'Retry Jonas Lindqvist' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Results is shared' })).toBeVisible();
    expect(resume).toHaveBeenCalledOnce();
    expect(screen.queryByRole('button', { name: /Retry/ })).not.toBeInTheDocument();
  });

  it('says beside the result when trying again fails, and keeps the result', async () => {
    const { user } = await shared((ipc) => {
      failJonas(ipc);
      ipc.resumeShare = () => Promise.reject({ code: 'Offline' });
    });
    await user.click(await screen.findByRole('button', { name: 'Retry Jonas Lindqvist' }));
    expect(await screen.findByText('No connection')).toBeVisible();
    expect(screen.getByText('Globus was asked to e-mail Alex')).toBeVisible();
  });

  it('leaves off what failed', async () => {
    const { user, ipc } = await shared(failJonas);
    const retry = await screen.findByRole('button', { name: 'Retry Jonas Lindqvist' });
    const before = ipc.leaveOff;
    ipc.leaveOff = async (id) => {
      const outcome = await before(id);
      const leftOff = { kind: 'leftOff' as const };
      return {
        ...outcome,
        results: outcome.results.map((row) => (row.state.kind === 'failed' ? { ...row, state: leftOff } : row)),
      };
    };
    await user.click(screen.getByRole('button', { name: 'Leave Jonas off' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Results is shared' })).toBeVisible();
    expect(screen.getByText('You left Jonas off')).toBeVisible();
    expect(retry).not.toBeInTheDocument();
  });

  it('takes everything back after a question', async () => {
    const { user, ipc } = await shared();
    const undo = vi.spyOn(ipc, 'undoShare');
    await user.click(await screen.findByRole('button', { name: 'Undo all 2' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Take it back from all 2?' });
    expect(within(dialog).getByRole('button', { name: 'Keep sharing' })).toHaveFocus();
    expect(undo).not.toHaveBeenCalled();
    await user.click(within(dialog).getByRole('button', { name: 'Stop sharing with 2 guests' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Results is not shared any more' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Copy link' })).not.toBeInTheDocument();
  });

  it('says what a guest has again when the share had replaced an earlier one', async () => {
    const { user } = await shared((ipc) => {
      const undo = ipc.undoShare;
      ipc.undoShare = async (...rest) => {
        const { plan, ...outcome } = await undo(...rest);
        const [first, ...others] = plan.grants;
        if (first === undefined) throw new Error('the plan has rows');
        const action = {
          kind: 'update',
          ruleId: 'rule-old',
          fromPermissions: 'r',
          fromEndsAt: '2026-10-01T04:59:59Z',
        } as const;
        return { ...outcome, plan: { ...plan, grants: [{ ...first, action }, ...others] } };
      };
    });
    await user.click(await screen.findByRole('button', { name: 'Undo all 2' }));
    await user.click(await screen.findByRole('button', { name: 'Stop sharing with 2 guests' }));
    expect(
      await screen.findByText(/has what was stored before: view and download, until Wed 30 Sep 2026/),
    ).toBeVisible();
    expect(screen.getAllByText('not stored any more')).toHaveLength(1);
  });
});

describe('a consent in the middle', () => {
  function stopOnce(ipc: FakeIpc) {
    const apply = ipc.applyShare;
    ipc.applyShare = async (...rest) => ({
      ...(await apply(...rest)),
      stoppedBy: { code: 'ConsentRequired', demand: DEMAND },
    });
  }

  it('is an ordinary step, and the share goes on after it', async () => {
    const { user, ipc } = await shared(stopOnce);
    expect(await screen.findByRole('heading', { level: 1, name: 'Globus wants your OK first' })).toBeVisible();
    expect(screen.getByText(/What is done already stays done/)).toBeVisible();
    const resume = vi.spyOn(ipc, 'resumeShare');
    const signIn = vi.spyOn(ipc, 'signIn');
    await user.click(screen.getByRole('button', { name: 'Continue in the browser' }));
    expect(signIn).toHaveBeenCalledWith(DEMAND, true, expect.any(Function));
    expect(resume).not.toHaveBeenCalled();
    act(() => ipc.finishSignIn());
    expect(await screen.findByRole('heading', { level: 1, name: 'Results is shared' })).toBeVisible();
    expect(resume).toHaveBeenCalledOnce();
  });

  it('explains itself when Globus asks for the same again', async () => {
    const { user, ipc } = await shared((fake) => {
      stopOnce(fake);
      fake.resumeShare = () => Promise.reject({ code: 'ConsentRequired', demand: DEMAND });
    });
    await user.click(await screen.findByRole('button', { name: 'Continue in the browser' }));
    act(() => ipc.finishSignIn());
    expect(await screen.findByText(/Globus asks once more, although you have just signed in/)).toBeVisible();
  });

  it('can be given in a browser elsewhere, with a code', async () => {
    const { user, ipc } = await shared(stopOnce);
    ipc.signIn = (_demand, _remember, onEvent) => {
      onEvent({ kind: 'waiting', url: 'https://auth.globus.org/here', browserOpened: false, codeUrl: 'https://there' });
      return new Promise(() => undefined);
    };
    const paste = vi.spyOn(ipc, 'pasteSignInCode').mockRejectedValueOnce({ code: 'Offline' });
    await user.click(await screen.findByRole('button', { name: 'Continue in the browser' }));
    expect(await screen.findByText(/No browser could be opened/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Copy the other link' }));
    expect(ipc.clipboard.at(-1)).toBe('https://there');
    const field = screen.getByRole('textbox', { name: 'The code' });
    await user.type(field, 'abc{Enter}');
    expect(paste).toHaveBeenCalledWith('abc');
    await waitFor(() => expect(field).toBeInvalid());
    expect(field).toHaveValue('abc');
  });

  it('can be put off: the result so far is shown', async () => {
    const { user } = await shared(stopOnce);
    await user.click(await screen.findByRole('button', { name: 'Not now' }));
    expect(await screen.findByText('This storage needs your OK')).toBeVisible();
    expect(screen.getByRole('list', { name: 'Result' })).toBeVisible();
  });

  it('keeps everything typed when the review wants it', async () => {
    const view = await openReview();
    const { user, ipc } = view;
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await user.type(screen.getByRole('textbox', { name: /Message/ }), 'Dear all');
    const plan = ipc.planShare;
    ipc.planShare = () => {
      ipc.planShare = plan;
      return Promise.reject({ code: 'NotSignedIn' });
    };
    await user.click(screen.getByRole('button', { name: 'Review 2 guests' }));
    expect(await screen.findByText('Your sign-in has ended. Sign in again to go on.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Not now' }));
    expect(await screen.findByDisplayValue('Dear all')).toBeVisible();
    ipc.planShare = () => {
      ipc.planShare = plan;
      return Promise.reject({ code: 'NotSignedIn' });
    };
    await user.type(screen.getByRole('textbox', { name: /Message/ }), '!');
    await user.click(screen.getByRole('button', { name: 'Review 2 guests' }));
    await user.click(await screen.findByRole('button', { name: 'Continue in the browser' }));
    act(() => ipc.finishSignIn());
    expect(await screen.findByRole('heading', { level: 1, name: 'Check the guest list' })).toBeVisible();
  });
});
