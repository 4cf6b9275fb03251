import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeIpc } from '../../ipc/fake';
import { machinePolicy, noPolicy } from '../../ipc/fake/policy';
import { axeViolations } from '../../test/axe';
import { renderInApp } from '../../test/render';
import { SettingsPage } from './SettingsPage';

async function policyCard() {
  const heading = await screen.findByRole('heading', { name: 'What your institution allows' });
  const card = heading.closest('section');
  if (!card) throw new Error('no card');
  return within(card);
}

describe('the institution’s policy in the settings', () => {
  it('says where one would be when there is none', async () => {
    renderInApp(<SettingsPage />);
    const card = await policyCard();
    expect(await card.findByText('No policy is set on this computer.')).toBeVisible();
    const place = (path: string) => card.getByText(path).closest('div');
    expect(place('/etc/guestlist/policy.json')).toHaveTextContent(/^For everybody on this computer\/etc/);
    expect(place('/home/nora/.config/guestlist/policy.json')).toHaveTextContent(/^For you\/home/);
  });

  it('says in words what is set and which file says it', async () => {
    const ipc = createFakeIpc();
    ipc.policy = machinePolicy({ maxEndDays: 30 }, [
      { kind: 'institution', name: 'Northfield University' },
      { kind: 'support', support: { name: 'Research data desk', email: 'data@northfield.example', page: null } },
      { kind: 'maximumEnd', days: 30 },
      { kind: 'forbidden', sharing: 'outsideInstitution' },
      { kind: 'drive', drive: 'S:\\', collectionId: '6c54cade-bde5-45c1-bdea-f4bd71dba2cc', path: '/projects/' },
      { kind: 'blocked', collectionId: null, path: 'C:\\Patients', reason: 'Ask first.' },
    ]);
    const { user } = renderInApp(<SettingsPage />, { ipc });
    const card = await policyCard();
    expect(await card.findByText(/Made by Northfield University/)).toHaveTextContent('For everybody on this computer.');
    expect(card.getByText(/Shares end after 30 days at the latest/)).toBeVisible();
    expect(card.getByText(/doesn’t allow sharing with people of other institutions/)).toBeVisible();
    expect(card.getByText(/may not be shared/)).toHaveTextContent(
      'The folder C:\\Patients of this computer may not be shared. Ask first.',
    );
    await user.click(card.getByRole('button', { name: 'data@northfield.example' }));
    expect(ipc.openedLinks).toEqual(['mailto:data@northfield.example']);
    expect(await axeViolations()).toEqual([]);
  });

  it('names a file with a mistake and the place of the mistake', async () => {
    const ipc = createFakeIpc();
    const problem = { kind: 'wrong' as const, line: 3, column: 17, message: 'days go from 1 to 3650' };
    const [machine, user] = noPolicy().files;
    ipc.policy = {
      ...noPolicy(),
      files: [machine, user].flatMap((file, index) =>
        file ? [index === 0 ? { ...file, state: { kind: 'ignored' as const, problem } } : file] : [],
      ),
    };
    renderInApp(<SettingsPage />, { ipc });
    const card = await policyCard();
    expect(await card.findByText(/A policy file is ignored: \/etc\/guestlist\/policy.json/)).toBeVisible();
    expect(card.getByText('There is a mistake in line 3, column 17: days go from 1 to 3650.')).toBeVisible();
  });

  it('lists network drives and forgets those that were confirmed here', async () => {
    const ipc = createFakeIpc();
    const mapping = { collectionId: '6c54cade-bde5-45c1-bdea-f4bd71dba2cc', path: '/projects/' };
    ipc.driveWorld.known = [
      { ...mapping, drive: '\\\\files\\projects', collectionName: null, by: 'policy' },
      { ...mapping, drive: '\\\\files\\home', collectionName: 'Research storage', by: 'person' },
    ];
    const { user } = renderInApp(<SettingsPage />, { ipc });
    expect(await screen.findByText('\\\\files\\projects')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Forget \\\\files\\projects' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Forget \\\\files\\home' }));
    expect(await screen.findByText('\\\\files\\home is forgotten. What is shared stays shared.')).toBeVisible();
    expect(screen.queryByText('\\\\files\\home')).toBeNull();
  });
});
