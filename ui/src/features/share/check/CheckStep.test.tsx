import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { axeViolations } from '../../../test/axe';
import { openFlow, openSheet, RESULTS } from '../testing/open';
import { systemOf } from './system';

describe('check', () => {
  it('starts by itself and can be cancelled', async () => {
    const { user } = openFlow({ prepare: (ipc) => (ipc.checkFolders = () => new Promise(() => undefined)) });
    const heading = await screen.findByRole('heading', { level: 1, name: 'Checking Results' });
    await waitFor(() => expect(heading).toHaveFocus());
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByRole('button', { name: /Choose a folder/ })).toBeVisible();
  });

  it.each([
    ['/data/northfield/missing', 'Nothing is at that path.'],
    ['/data/northfield/secret', 'This computer does not let you look into it.'],
    ['relative', /not a whole path/],
  ])('says why %s can’t be shared', async (path, sentence) => {
    openFlow({ paths: [path] });
    expect(await screen.findByText(sentence)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Choose another folder…' })).toBeVisible();
  });

  it('goes on with the folders that are ready', async () => {
    const { user } = openFlow({ paths: [RESULTS, '/data/northfield/missing'] });
    expect(await screen.findByRole('heading', { level: 1, name: '1 of 2 can be shared now' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Go on with Results' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Share Results' })).toBeVisible();
  });

  it('shares several folders together', async () => {
    await openSheet({ paths: [RESULTS, '/data/northfield/raw'] });
    expect(screen.getByRole('heading', { level: 1, name: 'Share 2 folders' })).toBeVisible();
    expect(screen.getByRole('heading', { level: 2, name: 'raw' })).toBeVisible();
  });

  it('offers the folder of a file and says what else is in it', async () => {
    const { user } = openFlow({ paths: [`${RESULTS}/report.pdf`] });
    expect(await screen.findByRole('heading', { level: 1, name: 'report.pdf is a file' })).toBeVisible();
    expect(screen.getByRole('main')).toHaveTextContent(
      'Results has 41 other things in it. Guests would see those too.',
    );
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Share the folder Results' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Share Results' })).toBeVisible();
  });

  it('explains the home folder on the sheet', async () => {
    await openSheet({ paths: ['/home/nora'] });
    expect(screen.getByText('This is your home folder.')).toBeVisible();
  });

  it('treats a consent as an ordinary step', async () => {
    const { user, ipc } = openFlow({
      prepare: (fake) => {
        const ask = fake.checkFolders;
        fake.checkFolders = (paths) => {
          fake.checkFolders = ask;
          return paths.length > 0 ? Promise.reject({ code: 'SessionRequired', demand: DEMAND }) : ask(paths);
        };
      },
    });
    expect(await screen.findByRole('heading', { level: 1, name: 'Globus wants you to sign in again' })).toBeVisible();
    expect(screen.getByText('Sign in as nwhitfield@eastlake.example.')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    const signIn = vi.spyOn(ipc, 'signIn');
    await user.click(screen.getByRole('button', { name: 'Continue in the browser' }));
    expect(signIn).toHaveBeenCalledWith(DEMAND, true, expect.any(Function));
    const main = within(screen.getByRole('main'));
    expect(await main.findByText('Waiting for the browser…')).toBeVisible();
    ipc.finishSignIn();
    expect(await screen.findByRole('heading', { level: 1, name: 'Share Results' })).toBeVisible();
  });

  it('knows the systems apart', () => {
    expect(systemOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64)')).toBe('windows');
    expect(systemOf('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)')).toBe('mac');
    expect(systemOf('Mozilla/5.0 (X11; Linux x86_64)')).toBe('linux');
  });
});

const DEMAND = {
  required_scopes: [],
  session_message: null,
  identities: ['aaaaaaaa-0000-4000-8000-000000000002'],
  single_domain: [],
  policies: [],
  mfa: null,
  prompt: null,
};
