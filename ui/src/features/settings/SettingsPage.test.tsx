import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { pseudoMessages } from '../../i18n/pseudo';
import { axeViolations } from '../../test/axe';
import { literalText } from '../../test/literalText';
import { renderApp } from '../../test/render';
import { parseDays } from './components/DefaultSettings';

async function setup(options: Parameters<typeof renderApp>[0] = {}) {
  const view = renderApp({ start: { name: 'settings' }, ...options });
  await screen.findByRole('heading', { level: 1, name: 'Settings' });
  return view;
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('settings', () => {
  it('changes the appearance at once', async () => {
    const { user, ipc } = await setup();
    await user.click(screen.getByRole('radio', { name: 'Dark' }));
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'));
    expect(ipc.state.settings.theme).toBe('dark');
    await user.click(screen.getByRole('radio', { name: 'As the system' }));
    await waitFor(() => expect(document.documentElement.dataset.theme).toBeUndefined());
  });

  it('changes the level of new guests', async () => {
    const { user, ipc } = await setup();
    await user.click(button(/Can view and download/));
    await user.click(await screen.findByRole('option', { name: /Can also add, change and delete/ }));
    await waitFor(() => expect(ipc.state.settings.defaultPermissions).toBe('rw'));
  });

  it('changes the days of new shares, and refuses what is no number of days', async () => {
    const { user, ipc } = await setup();
    const field = screen.getByRole('textbox', { name: 'Ends after' });
    await user.clear(field);
    await user.type(field, '4000{Enter}');
    expect(field).toHaveAccessibleDescription(/from 1 to 3650/);
    expect(field).toHaveValue('4000');
    expect(ipc.state.settings.defaultEndDays).toBe(90);
    await user.clear(field);
    await user.type(field, '30{Enter}');
    await waitFor(() => expect(ipc.state.settings.defaultEndDays).toBe(30));
  });

  it.each([
    ['1', 1],
    [' 3650 ', 3650],
    ['0', null],
    ['3651', null],
    ['-3', null],
    ['1.5', null],
    ['', null],
  ])('reads %s days', (text, days) => expect(parseDays(text)).toBe(days));

  it('shows the refusal of a time zone beside its field', async () => {
    const { user, ipc } = await setup();
    vi.spyOn(ipc, 'updateSettings').mockRejectedValueOnce({
      code: 'InvalidInput',
      field: 'timeZone',
      reason: 'notADate',
    });
    const field = screen.getByRole('textbox', { name: 'Time zone' });
    await user.type(field, 'Mars/Olympus{Enter}');
    await waitFor(() => expect(field).toHaveAccessibleDescription(/There is no time zone of that name/));
    expect(field).toHaveValue('Mars/Olympus');
    await user.clear(field);
    await user.type(field, 'Europe/Zurich{Enter}');
    await waitFor(() => expect(ipc.state.settings.timeZone).toBe('Europe/Zurich'));
    await user.click(button('Follow this computer'));
    await waitFor(() => expect(ipc.state.settings.timeZone).toBeNull());
    expect(field).toHaveValue('');
  });

  it('keeps the client id, or none', async () => {
    const { user, ipc } = await setup();
    // Most people never need it.
    expect(screen.queryByRole('textbox', { name: 'Globus client id' })).not.toBeInTheDocument();
    await user.click(button(/^Advanced/));
    const field = screen.getByRole('textbox', { name: 'Globus client id' });
    await user.type(field, '0f1e2d3c-0000-4000-8000-000000000000{Enter}');
    await waitFor(() => expect(ipc.state.settings.clientId).toBe('0f1e2d3c-0000-4000-8000-000000000000'));
    await user.clear(field);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(ipc.state.settings.clientId).toBeNull());
  });

  it('switches off that the sign-in is kept', async () => {
    const { user, ipc } = await setup();
    await user.click(screen.getByRole('checkbox', { name: 'Keep me signed in on this computer' }));
    await waitFor(() => expect(ipc.state.settings.rememberSignIn).toBe(false));
  });

  it('clears recent folders', async () => {
    const { user, ipc } = await setup();
    await user.click(button('Clear recent folders'));
    expect(await screen.findByText('The list of recent folders is empty now.')).toBeVisible();
    expect(await ipc.recentFolders()).toEqual([]);
  });

  it('signs out and leads to the first run', async () => {
    const { user } = await setup();
    await user.click(button('Sign out'));
    expect(await screen.findByRole('heading', { name: 'Sign in to go on' })).toBeVisible();
  });

  it('keeps the person signed in when signing out fails, and says why', async () => {
    const { user, ipc } = await setup();
    ipc.signOut = () => Promise.reject({ code: 'Offline' });
    await user.click(button('Sign out'));
    expect(await screen.findByText('No connection')).toBeVisible();
    expect(screen.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  });

  it('leaves practice', async () => {
    const { user, ipc } = await setup({ state: { practice: true } });
    await user.click(button('Leave practice'));
    await waitFor(() => expect(ipc.state.practice).toBe(false));
  });

  it('is accessible', async () => {
    await setup();
    expect(await axeViolations()).toEqual([]);
  });

  it('takes all words from the catalogue', async () => {
    renderApp({ start: { name: 'settings' }, messages: pseudoMessages() });
    await screen.findAllByText(/nora.whitfield/);
    const data = ['Nora Whitfield', /\S+@|\S+\.example/, 'Northfield University', 'Eastlake Core Facility', 'NW'];
    expect(literalText([...data, 'America/Chicago', /\/\S*policy\.json/])).toEqual([]);
  });
});
