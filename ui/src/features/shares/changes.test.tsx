import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { MyShares, Share, ShareGuest } from '../../ipc/bindings';
import type { IpcError } from '../../ipc/error';
import { createFakeIpc, endsIn, sampleSession, type FakeIpc } from '../../ipc/fake';
import { axeViolations } from '../../test/axe';
import { renderApp } from '../../test/render';
import { list, person, share, withRole } from './fixtures';

const alex = person('Alex Kim');
const priya = person('Priya Raman');
const omar = person('Omar Haddad');
const tomas = withRole('Tomás Ferreira', 'administrator');

let ipc: FakeIpc;
let stored: MyShares;

beforeEach(() => {
  stored = list([share('Results', [alex, priya, omar, tomas])]);
  ipc = createFakeIpc();
  ipc.myShares = vi.fn(() => Promise.resolve(structuredClone(stored)));
  ipc.changeAccess = vi.fn();
  ipc.removeAccess = vi.fn(() => Promise.resolve());
});

async function open(shares?: Share[]) {
  if (shares) stored = list(shares);
  const view = renderApp({ ipc, start: { name: 'shares' } });
  await view.user.click(await screen.findByRole('button', { name: 'Results' }));
  return view;
}

const level = (name: string) => screen.getByRole('button', { name: new RegExp(`Level for ${name}`) });
const endOf = (name: string) => screen.getByRole('button', { name: new RegExp(`^End date for ${name}`) });
const stop = (name: string) => screen.getByRole('button', { name: `Stop sharing Results with ${name}` });
const refuse = (error: IpcError) => Promise.reject(error);
const unknownOutcome: IpcError = { code: 'Timeout', outcomeUnknown: true };

type User = Awaited<ReturnType<typeof open>>['user'];

async function chooseWrite(user: User) {
  await user.click(level('Alex Kim'));
  await user.click(await screen.findByRole('option', { name: /Can also add, change and delete/ }));
}

async function stopAlex(user: User) {
  await user.click(stop('Alex Kim'));
  await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Stop sharing' }));
}

describe('the level', () => {
  it('asks for its tick before it lets somebody change files', async () => {
    const { user } = await open();
    await chooseWrite(user);
    const dialog = await screen.findByRole('alertdialog', { name: 'Let Alex Kim add, change and delete in Results?' });
    expect(await axeViolations()).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Let them change files' }));
    expect(within(dialog).getByText('Tick this first.')).toBeVisible();
    const tick = within(dialog).getByRole('checkbox', { name: 'I have a copy of Results elsewhere' });
    expect(tick).toHaveFocus();
    expect(ipc.changeAccess).not.toHaveBeenCalled();

    vi.mocked(ipc.changeAccess).mockResolvedValue({ ...alex, permissions: 'rw' });
    await user.click(tick);
    await user.click(within(dialog).getByRole('button', { name: 'Let them change files' }));
    expect(await screen.findByText('Changed, checked')).toBeVisible();
    expect(screen.getByText('Alex Kim: the level is changed and checked.')).toBeInTheDocument();
    expect(level('Alex Kim')).toHaveTextContent('Can also add, change and delete');
    expect(ipc.changeAccess).toHaveBeenCalledWith({
      collectionId: 'collection-Results',
      ruleId: alex.ruleId,
      seenPermissions: 'r',
      seenEndsAt: alex.endsAt,
      permissions: 'rw',
      end: null,
    });
  });

  it('sends nothing when the person keeps the level', async () => {
    const { user } = await open();
    await chooseWrite(user);
    await user.click(await screen.findByRole('button', { name: 'Keep view and download' }));
    expect(level('Alex Kim')).toHaveTextContent('Can view and download');
    expect(ipc.changeAccess).not.toHaveBeenCalled();
  });

  it('shows the stored level until the new one was read back', async () => {
    let answer: (guest: ShareGuest) => void = () => undefined;
    vi.mocked(ipc.changeAccess).mockReturnValue(new Promise((done) => (answer = done)));
    const writer = { ...alex, permissions: 'rw' as const };
    const { user } = await open([share('Results', [writer, priya])]);
    await user.click(level('Alex Kim'));
    await user.click(await screen.findByRole('option', { name: 'Can view and download' }));
    const row = screen.getByRole('row', { name: /alex\.kim@/ });
    expect(await within(row).findByText('Changing…')).toBeVisible();
    expect(row).toHaveTextContent('Can also add, change and delete');
    expect(stop('Alex Kim')).toHaveAttribute('aria-disabled', 'true');
    answer(alex);
    await waitFor(() => expect(level('Alex Kim')).toHaveTextContent('Can view and download'));
  });

  it('says so when Globus stored something else', async () => {
    vi.mocked(ipc.changeAccess).mockResolvedValue({ ...alex, permissions: 'rw' });
    const { user } = await open([share('Results', [{ ...alex, permissions: 'rw' }])]);
    await user.click(level('Alex Kim'));
    await user.click(await screen.findByRole('option', { name: 'Can view and download' }));
    expect(await screen.findByText('Globus stored something other than what you chose.')).toBeVisible();
    expect(screen.queryByText('Changed, checked')).not.toBeInTheDocument();
  });
});

describe('the end date', () => {
  it('is changed and read back', async () => {
    vi.mocked(ipc.changeAccess).mockResolvedValue({ ...alex, endsAt: endsIn(10) });
    const { user } = await open();
    await user.click(endOf('Alex Kim'));
    const field = await screen.findByRole('textbox', { name: /Date/ });
    await user.clear(field);
    await user.type(field, '+10');
    await user.click(screen.getByRole('button', { name: 'Use this date' }));
    await waitFor(() => expect(endOf('Alex Kim')).toHaveTextContent('Sun 27 Sep 2026'));
    expect(screen.getByText('Alex Kim: the end date is changed and checked.')).toBeInTheDocument();
    expect(vi.mocked(ipc.changeAccess).mock.calls[0]?.[0]).toMatchObject({
      permissions: null,
      end: { kind: 'on', day: '2026-09-27' },
    });
  });

  it('keeps the focus while the change is out, and opens nothing then', async () => {
    let answer: (guest: ShareGuest) => void = () => undefined;
    vi.mocked(ipc.changeAccess).mockReturnValue(new Promise((done) => (answer = done)));
    const { user } = await open();
    await user.click(endOf('Alex Kim'));
    await screen.findByRole('dialog');
    await user.keyboard('+10{Enter}');
    await waitFor(() => expect(ipc.changeAccess).toHaveBeenCalledOnce());
    await waitFor(() => expect(endOf('Alex Kim')).toHaveFocus());
    await user.keyboard('{Enter}');
    await user.click(level('Alex Kim'));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
    endOf('Alex Kim').focus();
    answer(alex);
    await waitFor(() => expect(endOf('Alex Kim')).not.toHaveAttribute('aria-disabled'));
    expect(endOf('Alex Kim')).toHaveFocus();
  });

  it('asks for nothing when the day stays the same', async () => {
    const { user } = await open();
    await user.click(endOf('Alex Kim'));
    await user.click(await screen.findByRole('button', { name: 'Use this date' }));
    expect(ipc.changeAccess).not.toHaveBeenCalled();
  });

  it('keeps what is stored, and says why, when the storage allows no such day', async () => {
    vi.mocked(ipc.changeAccess).mockImplementation(() =>
      refuse({ code: 'InvalidInput', field: 'endDate', reason: 'afterMaximum' }),
    );
    const { user } = await open();
    await user.click(endOf('Alex Kim'));
    const field = await screen.findByRole('textbox', { name: /Date/ });
    await user.clear(field);
    await user.type(field, '+900{Enter}');
    expect(await screen.findByText('The end date of Alex Kim was not changed')).toBeVisible();
    expect(screen.getByText('That is later than this storage allows.')).toBeVisible();
    expect(endOf('Alex Kim')).toHaveTextContent('Fri 18 Dec 2026');
  });
});

describe('stop sharing', () => {
  it('asks first, says what stays, then takes the row off the list', async () => {
    const { user } = await open();
    await user.click(stop('Alex Kim'));
    const dialog = await screen.findByRole('alertdialog', { name: 'Stop sharing Results with Alex Kim?' });
    expect(within(dialog).getByText('They lose access at once. The files stay where they are.')).toBeVisible();
    expect(within(dialog).getByRole('button', { name: 'Keep sharing' })).toHaveFocus();
    expect(await axeViolations()).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Stop sharing' }));
    expect(await screen.findByText('Alex Kim is off the list of Results')).toBeVisible();
    expect(ipc.removeAccess).toHaveBeenCalledWith('collection-Results', alex.ruleId);
    expect(screen.queryByRole('row', { name: /alex\.kim@/ })).not.toBeInTheDocument();
    await waitFor(() => expect(document.activeElement?.closest('tr')).toHaveTextContent('Priya Raman'));
  });

  it('changes nothing when the person keeps sharing', async () => {
    const { user } = await open();
    await user.click(stop('Alex Kim'));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
    await waitFor(() => expect(stop('Alex Kim')).toHaveFocus());
    expect(ipc.removeAccess).not.toHaveBeenCalled();
  });

  it('does not promise the end of access where another share keeps it', async () => {
    const inside = { collectionId: 'maple', collectionName: 'Maple trial' };
    const { user } = await open([
      share('Maple trial', [person('Alex Kim', {}, { permissions: 'rw' })], inside),
      share('Results', [alex, priya], { ...inside, path: '/Results/' }),
    ]);
    await user.click(stop('Alex Kim'));
    const dialog = await screen.findByRole('alertdialog');
    expect(dialog).not.toHaveTextContent('They lose access at once');
    expect(dialog).toHaveTextContent('Alex Kim can still reach Results through the share of Maple trial.');
  });

  it('counts what is gone already as done', async () => {
    vi.mocked(ipc.removeAccess).mockImplementation(() => refuse({ code: 'NotFound', what: 'accessRule' }));
    const { user } = await open();
    await stopAlex(user);
    expect(await screen.findByText('Alex Kim is off the list of Results')).toBeVisible();
  });

  it('lets the share leave with its last guest, though a role stays', async () => {
    const { user } = await open([share('Results', [alex, tomas]), share('Field notes', [priya])]);
    await stopAlex(user);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Results' })).not.toBeInTheDocument());
    expect(screen.getByText('Showing 1 of 1')).toBeVisible();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Field notes' })).toHaveFocus());
  });

  it('admits that it does not know when the answer was lost, and tries again', async () => {
    vi.mocked(ipc.removeAccess).mockImplementationOnce(() => refuse(unknownOutcome));
    const { user } = await open();
    await stopAlex(user);
    const card = (await screen.findByText('Alex Kim may still have access to Results')).closest('section');
    expect(card).toHaveTextContent('The removal may have gone through or not. No file changed.');
    expect(card).toHaveTextContent('If Alex Kim is already off the list, that counts as done.');
    expect(screen.getByRole('row', { name: /alex\.kim@/ })).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Copy details' }));
    expect(ipc.clipboard).toEqual(['Timeout']);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Alex Kim is off the list of Results')).toBeVisible();
  });

  it('asks for what Globus wants first in the browser, then does it', async () => {
    const demand = {
      required_scopes: ['urn:globus:auth:scope:transfer.api.globus.org:all'],
      session_message: null,
      identities: [],
      single_domain: [],
      policies: [],
      mfa: null,
      prompt: null,
    };
    vi.mocked(ipc.removeAccess).mockImplementationOnce(() => refuse({ code: 'ConsentRequired', demand }));
    ipc.signIn = vi.fn(() => Promise.resolve(sampleSession));
    const { user } = await open();
    await stopAlex(user);
    await user.click(await screen.findByRole('button', { name: 'Open the browser, then try again' }));
    expect(await screen.findByText('Alex Kim is off the list of Results')).toBeVisible();
    expect(ipc.signIn).toHaveBeenCalledWith(demand, true, expect.any(Function));
  });

  it('does not bring a row back with a list that was read before it left', async () => {
    const { user } = await open();
    let late: (answer: MyShares) => void = () => undefined;
    const before = structuredClone(stored);
    vi.mocked(ipc.myShares).mockReturnValueOnce(new Promise((done) => (late = done)));
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    stored = list([share('Results', [priya, omar, tomas])]);
    await stopAlex(user);
    await screen.findByText('Alex Kim is off the list of Results');
    late(before);
    await screen.findByRole('button', { name: 'Check again' });
    expect(screen.queryByRole('row', { name: /alex\.kim@/ })).not.toBeInTheDocument();
  });

  it('stops with everybody, one result per row', async () => {
    vi.mocked(ipc.removeAccess).mockImplementation((_, ruleId) =>
      ruleId === priya.ruleId
        ? refuse({ code: 'Forbidden', message: 'No effective ACL rules', requestId: '7Qm2xT4e' })
        : Promise.resolve(),
    );
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'Stop sharing with 3 people…' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Stop sharing Results with 3 people?' });
    await user.click(within(dialog).getByRole('button', { name: 'Stop sharing with 3' }));
    const failed = (await screen.findByText('Priya Raman still has access to Results')).closest('section');
    expect(failed).toHaveTextContent('7Qm2xT4e');
    await waitFor(() => expect(screen.queryByRole('row', { name: /alex\.kim@/ })).not.toBeInTheDocument());
    expect(screen.queryByRole('row', { name: /omar\.haddad@/ })).not.toBeInTheDocument();
    expect(screen.getByText(/1 guest is not off the list of Results/)).toBeInTheDocument();
  });
});

describe('what somebody else did meanwhile', () => {
  it('shows what is stored now and reads the list again', async () => {
    vi.mocked(ipc.changeAccess).mockImplementation(() => {
      stored = list([share('Results', [{ ...alex, permissions: 'rw' }, priya])]);
      return refuse({ code: 'Changed' });
    });
    const { user } = await open();
    await user.click(endOf('Alex Kim'));
    const field = await screen.findByRole('textbox', { name: /Date/ });
    await user.clear(field);
    await user.type(field, '+10{Enter}');
    expect(await screen.findByText('Somebody changed this in the meantime.')).toBeVisible();
    await waitFor(() => expect(level('Alex Kim')).toHaveTextContent('Can also add, change and delete'));
    await user.click(screen.getByRole('button', { name: 'Got it' }));
    expect(screen.queryByText('Somebody changed this in the meantime.')).not.toBeInTheDocument();
  });
});

describe('what a role allows', () => {
  it('offers nothing on a role, and says why', async () => {
    await open();
    const row = screen.getByRole('row', { name: /Tomás Ferreira/ });
    expect(row).toHaveTextContent(/Through the administrator role/);
    expect(row).toHaveTextContent(/A role is not a share/);
    expect(row).toHaveTextContent(/With the role/);
    expect(within(row).queryByRole('button')).not.toBeInTheDocument();
  });

  it('offers no changes where only stopping is allowed, and says why', async () => {
    await open([share('Results', [alex, priya], { canChange: false })]);
    expect(screen.queryByRole('button', { name: /Level for/ })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^End date for/ })).not.toBeInTheDocument();
    expect(stop('Alex Kim')).toBeVisible();
    expect(screen.getByText(/Your role on this shared folder does not allow changes/)).toBeVisible();
  });

  it('offers no stopping where that is not allowed, and says why', async () => {
    await open([share('Results', [alex, priya], { canRemove: false })]);
    expect(screen.queryByRole('button', { name: /Stop sharing/ })).not.toBeInTheDocument();
    expect(screen.getByText(/Your role on this shared folder does not allow to stop shares/)).toBeVisible();
  });
});
