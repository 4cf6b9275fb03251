import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { createFakeIpc } from '../ipc/fake';
import { pseudoMessages } from '../i18n/pseudo';
import { axeViolations } from '../test/axe';
import { dateWords, literalText } from '../test/literalText';
import { renderApp } from '../test/render';

const item = (name: string, fileInFolder: string | null = null) => ({
  path: `/data/northfield/${name}`,
  name,
  fileInFolder,
  otherEntries: fileInFolder === null ? null : 3,
});

async function setup(options: Parameters<typeof renderApp>[0] = {}) {
  const view = renderApp(options);
  await screen.findByRole('heading', { level: 1 });
  return view;
}

describe('shell', () => {
  it('leads to every screen, marks the current one and moves the focus to its heading', async () => {
    const { user } = await setup();
    const rail = within(screen.getByRole('navigation', { name: 'Main' }));
    expect(rail.getAllByRole('link')).toHaveLength(5);
    expect(rail.getByRole('link', { name: 'Home' })).toHaveAttribute('aria-current', 'page');
    await user.click(rail.getByRole('link', { name: 'Settings' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toHaveFocus();
    expect(rail.getByRole('link', { name: 'Settings' })).toHaveAttribute('aria-current', 'page');
    expect(document.title).toBe('Settings – Guestlist');
    await user.click(rail.getByRole('link', { name: 'Activity' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Activity' })).toHaveFocus();
    await user.click(rail.getByRole('link', { name: /My shares/ }));
    expect(await screen.findByRole('heading', { level: 1, name: 'My shares' })).toHaveFocus();
  });

  it('jumps over the rail with the first Tab', async () => {
    const { user } = await setup();
    act(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    await user.tab();
    expect(screen.getByRole('link', { name: 'Skip to the main part' })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('main')).toHaveFocus();
  });

  it('opens and closes the menu of small windows', async () => {
    const { user } = await setup();
    const menu = screen.getByRole('button', { name: 'Menu', hidden: true });
    await user.click(menu);
    expect(menu).toHaveAttribute('aria-expanded', 'true');
    await user.click(screen.getByRole('link', { name: 'Settings' }));
    expect(menu).toHaveAttribute('aria-expanded', 'false');
  });

  it('shows which sign-in is in use, and signs out', async () => {
    const { user, ipc } = await setup();
    await user.click(screen.getByRole('button', { name: /Signed in as\s*Nora Whitfield/ }));
    const menu = await screen.findByRole('menu');
    expect(within(menu).getByText('nwhitfield@eastlake.example')).toBeVisible();
    await user.click(within(menu).getByRole('menuitem', { name: 'Sign out' }));
    expect(await screen.findByRole('button', { name: 'Sign in with Globus' })).toBeVisible();
    expect(ipc.state.session).toBeNull();
  });

  it('says when there is no connection', async () => {
    const ipc = createFakeIpc();
    ipc.audit.offline = true;
    ipc.audit.checkedAt = '2026-09-17T12:00:00Z';
    await setup({ ipc });
    expect(await screen.findByText('Offline')).toBeVisible();
  });

  it('marks practice with a frame and a badge', async () => {
    await setup({ state: { practice: true } });
    expect(screen.getByText('Practice: nobody is told')).toBeVisible();
    expect(await screen.findByText('Pretend Globus')).toBeVisible();
    expect(screen.getByTestId('practice-frame')).toBeInTheDocument();
  });

  it('asks again when the app says that its state changed', async () => {
    const { ipc } = await setup();
    ipc.state = { ...ipc.state, session: null, notices: [{ kind: 'signedOutByGlobus' }] };
    act(() => ipc.changed());
    expect(await screen.findByText('Globus no longer accepts your earlier sign-in.')).toBeVisible();
  });

  it('shows an error with a way to try again when the app does not answer', async () => {
    const ipc = createFakeIpc();
    const works = ipc.appState;
    ipc.appState = () => Promise.reject({ code: 'Unexpected', reference: 'r-17' });
    const { user } = renderApp({ ipc });
    expect(await screen.findByText('Something went wrong in Guestlist')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Copy details' }));
    expect(ipc.clipboard.join()).toContain('r-17');
    ipc.appState = works;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Share a folder' })).toBeVisible();
  });
});

describe('drag overlay', () => {
  it('names the folder over the window, and goes when it leaves', async () => {
    const { ipc } = await setup();
    act(() => ipc.drag({ phase: 'over', items: [item('Results')] }));
    expect(screen.getByTestId('drag-overlay')).toHaveTextContent(
      'Let go to share ResultsNothing is shared yet. Next you choose the guests and the day it ends.',
    );
    expect(screen.getByTestId('drag-overlay')).toHaveTextContent('/data/northfield/Results');
    act(() => ipc.drag({ phase: 'left' }));
    expect(screen.queryByTestId('drag-overlay')).not.toBeInTheDocument();
  });

  it('opens the sheet of what was dropped, from any screen', async () => {
    const { ipc } = await setup({ start: { name: 'settings' } });
    act(() => ipc.drag({ phase: 'over', items: [item('Results')] }));
    act(() => ipc.drag({ phase: 'dropped', paths: ['/data/northfield/Results'] }));
    await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: /Results/ })).toBeVisible());
    expect(screen.queryByTestId('drag-overlay')).not.toBeInTheDocument();
  });

  it('keeps everything as it was after Esc, even if the mouse lets go', async () => {
    const { ipc, user } = await setup();
    act(() => ipc.drag({ phase: 'over', items: [item('Results')] }));
    await user.keyboard('{Escape}');
    expect(screen.queryByTestId('drag-overlay')).not.toBeInTheDocument();
    act(() => ipc.drag({ phase: 'dropped', paths: ['/data/northfield/Results'] }));
    expect(screen.getByRole('heading', { level: 1, name: 'Share a folder' })).toBeVisible();
    act(() => ipc.drag({ phase: 'over', items: [item('Results')] }));
    expect(screen.getByTestId('drag-overlay')).toBeVisible();
  });

  it('counts several folders, offers a file’s folder, and refuses the rest with a reason', async () => {
    const { ipc } = await setup();
    act(() => ipc.drag({ phase: 'over', items: [item('a'), item('b'), item('c')] }));
    expect(screen.getByText(/Let go to share/, { selector: 'p' })).toHaveTextContent('Let go to share 3 folders');
    act(() => ipc.drag({ phase: 'left' }));
    act(() => ipc.drag({ phase: 'over', items: [item('plan.pdf', '/data/northfield')] }));
    expect(screen.getByTestId('drag-overlay')).toHaveTextContent('share the folder that holds plan.pdf');
    act(() => ipc.drag({ phase: 'left' }));
    act(() => ipc.drag({ phase: 'over', items: [] }));
    expect(screen.getByText('This can’t be shared')).toBeVisible();
  });

  it('asks about several folders on Home', async () => {
    const { ipc } = await setup();
    act(() => ipc.drag({ phase: 'dropped', paths: ['/data/a', '/data/b'] }));
    await waitFor(() => expect(screen.getByRole('heading', { name: 'You chose 2 folders' })).toHaveFocus());
  });

  it('is accessible, with all words from the catalogue', async () => {
    const { ipc } = await setup({ state: { practice: true }, messages: pseudoMessages() });
    await screen.findByText('Spring sequencing');
    act(() => ipc.drag({ phase: 'over', items: [item('Results')] }));
    expect(await axeViolations()).toEqual([]);
    const data = [
      ...['Nora Whitfield', 'northfield.example', 'nora.whitfield@', 'NW', 'Results', dateWords],
      ...['Spring sequencing', 'Maple trial 2026', 'Thesis figures', 'Northfield Research Storage'],
      ...['Eastlake Core', 'Mei Tanaka', 'Whitfield Lab', /\/(?:data|home)\/\S+/],
    ];
    expect(literalText(data)).toEqual([]);
  });
});

describe('signing out', () => {
  it('forgets what was read for the person, and begins at Home again', async () => {
    const { user, ipc } = await setup({ start: { name: 'settings' } });
    await screen.findByRole('link', { name: 'My shares 22' });
    const again = vi.spyOn(ipc, 'auditState');
    await user.click(screen.getByRole('button', { name: 'Sign out' }));
    await screen.findByRole('button', { name: 'Sign in with Globus' });
    // The next person's list takes its time; nothing of the last one may stand there meanwhile.
    again.mockReturnValue(new Promise(() => undefined));
    await user.click(screen.getByRole('button', { name: 'Try it with pretend data' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Share a folder' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'My shares' })).toBeVisible();
    expect(again).toHaveBeenCalled();
  });

  it('says why a link leads nowhere, until that was read or a better one comes', async () => {
    const { user, ipc } = await setup();
    act(() => ipc.drag({ phase: 'refused', problem: 'notOnThisComputer' }));
    expect(await screen.findByText(/folders of this computer by their whole paths/)).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'OK, I know' }));
    expect(screen.queryByText('A link to Guestlist leads nowhere.')).not.toBeInTheDocument();
    act(() => ipc.drag({ phase: 'refused', problem: 'noFolder' }));
    expect(await screen.findByText(/It names no folder/)).toBeVisible();
    act(() => ipc.drag({ phase: 'dropped', paths: ['/data/northfield/maple-trial/Results'] }));
    expect(await screen.findByRole('heading', { level: 1, name: /Results/ })).toBeInTheDocument();
    expect(screen.queryByText('A link to Guestlist leads nowhere.')).not.toBeInTheDocument();
  });

  it('says before the sign-in, too, that a link leads nowhere', async () => {
    const { ipc } = await setup({ state: { session: null } });
    act(() => ipc.drag({ phase: 'refused', problem: 'unknown' }));
    expect(await screen.findByText(/does not know what it asks for/)).toBeVisible();
  });
});

describe('the tray', () => {
  it('gets an icon, with the words of this window, once it is wanted', async () => {
    const { user, ipc } = await setup({ start: { name: 'settings' } });
    expect(ipc.tray.icon).toBeNull();
    const keep = await screen.findByRole('checkbox', { name: 'Keep Guestlist in the tray when its window is closed' });
    expect(keep).toHaveAccessibleDescription(/Without this, closing the window ends Guestlist/);
    await user.click(keep);
    await waitFor(() =>
      expect(ipc.tray.icon).toEqual({ open: 'Open Guestlist', share: 'Share a folder…', quit: 'Quit' }),
    );
    await user.click(keep);
    await waitFor(() => expect(ipc.tray.icon).toBeNull());
  });

  it('is not offered where there is none', async () => {
    const ipc = createFakeIpc();
    ipc.tray.there = false;
    await setup({ ipc, start: { name: 'settings' } });
    expect(await screen.findByText(/It can do so only while its window is open/)).toBeVisible();
    expect(screen.getByText(/no tray that Guestlist could stay in/)).toBeVisible();
    expect(screen.queryByRole('checkbox', { name: /tray/ })).not.toBeInTheDocument();
  });
});
