import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { pseudoMessages } from '../../i18n/pseudo';
import { createFakeIpc, type FakeOptions } from '../../ipc/fake';
import { axeViolations } from '../../test/axe';
import { dateWords, literalText } from '../../test/literalText';
import { renderApp } from '../../test/render';

const fresh: FakeOptions['state'] = { session: null };

/** A fake in which nobody has seen the first run yet. */
function newcomer(state: FakeOptions['state'] = {}) {
  const ipc = createFakeIpc({ state: { ...fresh, ...state } });
  ipc.state = { ...ipc.state, settings: { ...ipc.state.settings, welcomed: false } };
  return ipc;
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const signInButton = () => screen.findByRole('button', { name: 'Sign in with Globus' });

describe('first run', () => {
  it('says what the app does and puts the focus on its heading', async () => {
    renderApp({ ipc: newcomer() });
    const heading = await screen.findByRole('heading', { level: 1, name: /Share a folder, and know who can see it/ });
    expect(heading).toHaveFocus();
    expect(button('Try it with pretend data')).toBeEnabled();
  });

  it('signs in through the browser, and remembers that the person was here', async () => {
    const { user, ipc } = renderApp({ ipc: newcomer() });
    await user.click(await signInButton());
    expect(await screen.findByRole('heading', { name: 'Finish in your browser' })).toHaveFocus();
    expect(screen.getByText('Waiting for your browser')).toBeVisible();
    ipc.finishSignIn();
    expect(await screen.findByRole('heading', { level: 1, name: 'Share a folder' })).toBeVisible();
    await waitFor(() => expect(ipc.state.settings.welcomed).toBe(true));
    expect(ipc.state.session?.remembered).toBe(true);
  });

  it('keeps the sign-in only if that is wanted', async () => {
    const { user, ipc } = renderApp({ ipc: newcomer() });
    await user.click(await screen.findByRole('checkbox', { name: 'Keep me signed in on this computer' }));
    await user.click(await signInButton());
    await screen.findByText('Waiting for your browser');
    ipc.finishSignIn();
    await waitFor(() => expect(ipc.state.session?.remembered).toBe(false));
  });

  it('opens the page again, copies the link, and goes back on Cancel without a word of blame', async () => {
    const { user, ipc } = renderApp({ ipc: newcomer() });
    await user.click(await signInButton());
    await user.click(await screen.findByRole('button', { name: 'Open it again' }));
    await user.click(button('Copy link'));
    expect(ipc.openedLinks).toEqual([expect.stringContaining('auth.globus.org')]);
    expect(ipc.clipboard).toEqual(ipc.openedLinks);
    expect(await screen.findByText('The link is on the clipboard.')).toBeVisible();
    await user.click(button('Cancel'));
    expect(await signInButton()).toBeVisible();
    expect(screen.queryByRole('alert', { name: /./ })).not.toBeInTheDocument();
    expect(screen.queryByText('Globus ended the sign-in.')).not.toBeInTheDocument();
  });

  it('shows the address where no browser could be opened', async () => {
    const ipc = newcomer();
    ipc.signIn = (_demand, _remember, onEvent) => {
      onEvent({ kind: 'waiting', url: 'https://auth.globus.org/authorize?x', browserOpened: false });
      return new Promise(() => undefined);
    };
    const { user } = renderApp({ ipc });
    await user.click(await signInButton());
    expect(await screen.findByText(/No browser could be opened from here/)).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Address of the sign-in page' })).toHaveValue(
      'https://auth.globus.org/authorize?x',
    );
  });

  it('takes a pasted code, and says when there is none', async () => {
    const { user, ipc } = renderApp({ ipc: newcomer() });
    await user.click(await signInButton());
    await user.click(await screen.findByRole('button', { name: 'Use this code' }));
    const field = screen.getByRole('textbox', { name: /Paste it here/ });
    expect(field).toHaveAccessibleDescription('Paste the code that the page shows.');
    await user.type(field, 'abcdefghijkl{Enter}');
    await waitFor(() => expect(ipc.state.session).not.toBeNull());
  });

  it('says what Globus said when it ended the sign-in', async () => {
    const { user, ipc } = renderApp({ ipc: newcomer() });
    await user.click(await signInButton());
    await screen.findByText('Waiting for your browser');
    ipc.finishSignIn({ code: 'SignInCancelled', reason: 'The request was denied.' });
    expect(await screen.findByText('Globus ended the sign-in.')).toBeVisible();
    expect(screen.getByText(/The request was denied/)).toBeVisible();
  });

  it('explains a failed sign-in with an error card', async () => {
    const { user, ipc } = renderApp({ ipc: newcomer() });
    await user.click(await signInButton());
    await screen.findByText('Waiting for your browser');
    ipc.finishSignIn({ code: 'Offline' });
    expect(await screen.findByText('No connection')).toBeVisible();
    expect(await signInButton()).toBeEnabled();
  });

  it('offers this session only where there is no keychain', async () => {
    const { user, ipc } = renderApp({ ipc: newcomer({ vault: 'unavailable' }) });
    expect(await screen.findByText('This sign-in can’t be kept.')).toBeVisible();
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
    await user.click(button('Sign in for this session only'));
    await screen.findByText('Waiting for your browser');
    ipc.finishSignIn();
    await waitFor(() => expect(ipc.state.session?.remembered).toBe(false));
  });

  it('offers this session only when the keychain fails while the sign-in is kept', async () => {
    const { user, ipc } = renderApp({ ipc: newcomer() });
    await user.click(await signInButton());
    await screen.findByText('Waiting for your browser');
    ipc.finishSignIn({ code: 'VaultUnavailable' });
    expect(await screen.findByRole('button', { name: 'Sign in for this session only' })).toBeVisible();
  });

  it('has no dead button without a client id, but both ways to set one', async () => {
    const { user, ipc } = renderApp({ ipc: newcomer({ clientIdConfigured: false }) });
    expect(await screen.findByRole('heading', { name: 'Sign-in is not set up yet' })).toBeVisible();
    expect(screen.queryByRole('button', { name: /Sign in/ })).not.toBeInTheDocument();
    expect(screen.getByText('GUESTLIST_CLIENT_ID')).toBeVisible();

    const field = screen.getByRole('textbox', { name: 'Globus client id' });
    const update = vi.spyOn(ipc, 'updateSettings');
    update.mockRejectedValueOnce({ code: 'InvalidInput', field: 'clientId', reason: 'notAnId' });
    await user.type(field, 'nonsense{Enter}');
    await waitFor(() => expect(field).toHaveAccessibleDescription(/That is not an id/));
    expect(field).toHaveValue('nonsense');

    await user.clear(field);
    await user.type(field, ' 0f1e2d3c-0000-4000-8000-000000000000 {Enter}');
    expect(await signInButton()).toBeVisible();
    expect(ipc.state.settings.clientId).toBe('0f1e2d3c-0000-4000-8000-000000000000');
  });

  it('starts practice, also while the browser is waited for', async () => {
    const { user, ipc } = renderApp({ ipc: newcomer() });
    await user.click(await signInButton());
    await screen.findByText('Waiting for your browser');
    const cancel = vi.spyOn(ipc, 'cancelSignIn');
    await user.click(button('Try it with pretend data'));
    expect(await screen.findByText('Practice: nobody is told')).toBeVisible();
    expect(cancel).toHaveBeenCalledOnce();
    expect(screen.getByTestId('practice-frame')).toBeInTheDocument();
  });

  it('says once what happened at start', async () => {
    const ipc = newcomer({ notices: [{ kind: 'settingsReset', keptAs: '/home/nora/settings.old' }] });
    const { user } = renderApp({ ipc });
    const notice = (await screen.findByText('Your settings could not be read.')).closest<HTMLElement>('[role=status]');
    expect(notice).toHaveTextContent('/home/nora/settings.old');
    if (notice) await user.click(within(notice).getByRole('button', { name: 'OK, I know' }));
    expect(screen.queryByText('Your settings could not be read.')).not.toBeInTheDocument();
  });

  it('keeps a folder that was dropped too early for after the sign-in', async () => {
    const { user, ipc } = renderApp({ ipc: newcomer() });
    await screen.findByRole('heading', { level: 1 });
    act(() => ipc.drag({ phase: 'dropped', paths: ['/data/northfield/Results'] }));
    expect(await screen.findByText('Results waits for you.')).toBeVisible();
    await user.click(button('Try it with pretend data'));
    await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: /Results/ })).toBeVisible());
  });

  it('works with the keys alone, in the order of the page', async () => {
    const { user } = renderApp({ ipc: newcomer() });
    await signInButton();
    await user.tab();
    expect(button('Sign in with Globus')).toHaveFocus();
    await user.tab();
    expect(screen.getByRole('checkbox')).toHaveFocus();
    await user.tab();
    expect(button('Try it with pretend data')).toHaveFocus();
  });

  it.each(['welcome', 'waiting', 'without a client id'])('is accessible: %s', async (step) => {
    const { user } = renderApp({ ipc: newcomer({ clientIdConfigured: step !== 'without a client id' }) });
    await screen.findByRole('heading', { level: 1 });
    if (step === 'waiting') {
      await user.click(await signInButton());
      await screen.findByText('Waiting for your browser');
    }
    expect(await axeViolations()).toEqual([]);
  });

  it.each([true, false])('takes all words from the catalogue (client id: %s)', async (clientIdConfigured) => {
    const ipc = newcomer({ clientIdConfigured });
    const { user } = renderApp({ ipc, messages: pseudoMessages() });
    await screen.findByRole('heading', { level: 1 });
    const data = ['Alex Kim', 'Whitfield Lab', 'Jonas Lindqvist', 'AK', 'JL', dateWords];
    expect(literalText(data)).toEqual([]);
    if (!clientIdConfigured) return;
    const [first] = screen.getAllByRole('button');
    if (first) await user.click(first);
    await waitFor(() => expect(screen.getAllByRole('textbox')).toHaveLength(1));
    expect(literalText(data)).toEqual([]);
  });
});
