import { screen, within } from '@testing-library/react';
import { useEffect } from 'react';
import { describe, expect, it } from 'vitest';

import { createFakeIpc } from '../../ipc/fake';
import { machinePolicy } from '../../ipc/fake/policy';
import type { PolicyLimits } from '../../ipc/bindings';
import { useNavigation, type Route } from '../../navigation/navigation';
import { renderInApp } from '../../test/render';
import MySharesPage from './MySharesPage';

let here: Route = { name: 'home' };

function Here() {
  const { route } = useNavigation();
  useEffect(() => {
    here = route;
  }, [route]);
  return route.name === 'shares' ? <MySharesPage /> : null;
}

async function ticked(limits: Partial<PolicyLimits>) {
  const ipc = createFakeIpc();
  ipc.policy = machinePolicy(limits);
  const view = renderInApp(<Here />, { ipc, start: { name: 'shares' } });
  await screen.findByText('Spring sequencing');
  await view.user.click(await screen.findByRole('checkbox', { name: 'Select Spring sequencing' }));
  return view;
}

describe('changes of many under the institution’s policy', () => {
  it('do not offer to let guests change files, and say why', async () => {
    const { user } = await ticked({ forbidden: ['write'] });
    await user.click(await screen.findByRole('button', { name: 'Change level…' }));
    const write = await screen.findByRole('radio', { name: 'Can also add, change and delete' });
    expect(write).toBeDisabled();
    expect(write).toHaveAccessibleDescription('Your institution doesn’t allow it.');
  });

  it('offer no end after the last day that it allows, and begin with that one', async () => {
    const { user } = await ticked({ maxEndDays: 30 });
    await user.click(await screen.findByRole('button', { name: /^Extend/ }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/Your institution ends access after .* at the latest/)).toBeVisible();
    expect(within(dialog).queryByRole('radio', { name: /No end date/ })).toBeNull();
    expect(within(dialog).getByRole('radio', { name: /year/i })).toBeDisabled();
    await user.click(within(dialog).getByRole('button', { name: 'Use this date' }));
    expect(here).toMatchObject({ action: { kind: 'setEnd', end: { kind: 'on', day: '2026-10-17' } } });
  });

  it('do not offer to share without an end where that is forbidden', async () => {
    const { user } = await ticked({ forbidden: ['noEndDate'] });
    await user.click(await screen.findByRole('button', { name: /^Extend/ }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).queryByRole('radio', { name: /No end date/ })).toBeNull();
    expect(within(dialog).getByText('Your institution doesn’t allow shares without an end date.')).toBeVisible();
  });
});
