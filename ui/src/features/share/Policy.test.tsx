import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { machinePolicy, type FakeLimits } from '../../ipc/fake/policy';
import type { ForbiddenKind, NotFromHere } from '../../ipc/bindings';
import { axeViolations } from '../../test/axe';
import { openFlow, openSheet } from './testing/open';

const list = () => screen.getByRole('list', { name: 'Guests on the list' });
const under = (limits: Partial<FakeLimits>) => ({
  prepare: (ipc: Parameters<NonNullable<Parameters<typeof openFlow>[0]>['prepare'] & object>[0]) => {
    ipc.policy = machinePolicy(limits);
  },
});
const forbidding = (...forbidden: ForbiddenKind[]) => under({ forbidden, domains: ['northfield.example'] });

describe('sharing under the institution’s policy', () => {
  it('does not offer to let guests change files, and says why', async () => {
    const { user, add } = await openSheet(forbidding('write'));
    await add('alex.kim', /Alex Kim/);
    await user.click(within(list()).getByRole('button', { name: /Level for Alex Kim/ }));
    const option = await screen.findByRole('option', { name: /Can also add, change and delete/ });
    expect(option).toHaveAttribute('aria-disabled', 'true');
    expect(option).toHaveTextContent('Your institution doesn’t allow it.');
  });

  it('does not offer more than the guests where both kinds are forbidden', async () => {
    await openSheet(forbidding('public', 'everyoneSignedIn'));
    expect(screen.getByText('Your institution doesn’t allow sharing with more than your guests.')).toBeVisible();
    expect(screen.queryByRole('button', { name: /Wider access/ })).toBeNull();
    expect(await axeViolations()).toEqual([]);
  });

  it('offers the one kind that is left', async () => {
    const { user } = await openSheet(forbidding('public'));
    await user.click(screen.getByRole('button', { name: /Wider access/ }));
    expect(screen.getByRole('radio', { name: 'Everyone with a Globus login' })).toBeVisible();
    expect(screen.queryByRole('radio', { name: 'Anyone, without signing in' })).toBeNull();
    expect(screen.getByText(/doesn’t allow sharing with anyone, without a sign-in/)).toBeVisible();
  });

  it('does not offer guests from elsewhere, and says why', async () => {
    const { add, box } = await openSheet(forbidding('outsideInstitution'));
    await add('jonas', /doesn’t allow people of other institutions/);
    expect(box).toHaveAccessibleDescription('Your institution doesn’t allow people of other institutions.');
    expect(list()).toBeEmptyDOMElement();
  });

  it('says of a guest from elsewhere who was on the list before that they are not allowed', async () => {
    const { user, ipc, add } = await openSheet();
    await add('jonas', /Jonas/);
    ipc.policy = machinePolicy({ forbidden: ['outsideInstitution'], domains: ['northfield.example'] });
    window.dispatchEvent(new Event('visibilitychange'));
    expect(
      await within(list()).findByText(/doesn’t allow sharing with people of other institutions, such as Jonas/),
    ).toBeVisible();
    await user.click(within(list()).getByRole('button', { name: /^Take .* off$|^Remove/ }));
    expect(screen.queryByText(/such as Jonas/)).toBeNull();
  });

  it('begins with the institution’s level and end, and ends no later than it allows', async () => {
    const { user, add } = await openSheet(under({ defaultEndDays: 14, maxEndDays: 30 }));
    await add('alex.kim', /Alex Kim/);
    const end = within(list()).getByRole('button', { name: /^End/ });
    expect(end).toHaveAccessibleName(/14 days|2 weeks/);
    await user.click(end);
    expect(await screen.findByText(/Your institution ends access after .* at the latest/)).toBeVisible();
    expect(screen.queryByRole('radio', { name: /No end date/ })).toBeNull();
  });

  it.each(['/data/northfield/results', '/home/nora/unlisted'])(
    'says early that files do not stay: %s',
    async (path) => {
      openFlow({
        paths: [path],
        prepare: (ipc) => {
          const ask = ipc.checkFolders;
          ipc.checkFolders = async (paths) =>
            (await ask(paths)).map((check) => ({
              ...check,
              location: check.location && { ...check.location, purgedAfterDays: 30 },
            }));
        },
      });
      expect(await screen.findByText('Files here are deleted after 30 days, shared or not.')).toBeVisible();
      expect(await axeViolations()).toEqual([]);
    },
  );

  it('says when nobody knows whether a folder may be shared', async () => {
    const reason: NotFromHere = { kind: 'blocked', holdsOne: false, perhaps: true, reason: null };
    openFlow({
      prepare: (ipc) => {
        const ask = ipc.checkFolders;
        ipc.checkFolders = async (paths) =>
          (await ask(paths)).map((check) => ({ ...check, readiness: { kind: 'notFromHere', reason } }));
      },
    });
    expect(await screen.findByText(/the storage does not say where it is/)).toBeVisible();
    expect(screen.getByText(/Open the folder by its whole path/)).toBeVisible();
  });

  it('names whom to ask about a folder that may not be shared', async () => {
    const reason: NotFromHere = { kind: 'blocked', holdsOne: false, perhaps: false, reason: 'Ask the trust centre.' };
    openFlow({
      prepare: (ipc) => {
        ipc.policy = machinePolicy({ support: { name: 'Data desk', email: 'data@northfield.example', page: null } });
        const ask = ipc.checkFolders;
        ipc.checkFolders = async (paths) =>
          (await ask(paths)).map((check) => ({ ...check, readiness: { kind: 'notFromHere', reason } }));
      },
    });
    expect(await screen.findByText(/doesn’t allow this folder to be shared. Ask the trust centre./)).toBeVisible();
    expect(screen.getByText('Questions: Data desk, data@northfield.example.')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });
});
