import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeIpc, sampleCopy } from '../../ipc/fake';
import { axeViolations } from '../../test/axe';
import { renderApp } from '../../test/render';

const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const NOBODY = 'Guests get access once all files have arrived and were checked, not before.';

/** From the page of a copy to a review with one guest. */
async function toReview() {
  const ipc = createFakeIpc();
  ipc.copying.all = [sampleCopy()];
  const view = renderApp({ ipc, start: { name: 'copy', id: 'copy-1' } });
  await view.user.click(await screen.findByRole('button', { name: 'Choose who gets it' }));
  await heading('Share elsewhere');
  expect(screen.getByRole('main')).toHaveTextContent(`elsewhere is still being copied. ${NOBODY}`);
  const box = screen.getByRole('combobox', { name: /Add guests/ });
  await view.user.click(box);
  await view.user.paste('alex.kim');
  await view.user.click(await screen.findByRole('option', { name: /Alex Kim/ }));
  await view.user.click(screen.getByRole('button', { name: 'Review 1 guest' }));
  await heading('Check the guest list');
  return view;
}

describe('sharing what is still being copied', () => {
  it('waits for the copy, and goes on by itself', async () => {
    const { user, ipc } = await toReview();
    expect(screen.getByRole('main')).toHaveTextContent(NOBODY);
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Share with 1 person when the copy is complete' }));
    await heading('elsewhere will be shared with 1 guest');
    expect(screen.getByText('Waiting for the copy')).toBeVisible();
    expect(screen.getByText('not stored yet')).toBeVisible();
    expect(await axeViolations()).toEqual([]);

    act(() => void ipc.copying.change('copy-1', { state: { kind: 'complete' } }));
    await heading('elsewhere is shared');
    expect(screen.getByText('Shared, checked')).toBeVisible();
  });

  it('asks for the sign-in that Globus wants once the copy is complete', async () => {
    const { user, ipc } = await toReview();
    await user.click(screen.getByRole('button', { name: /when the copy is complete/ }));
    await heading(/will be shared/);
    const ask = ipc.shareOutcome;
    ipc.shareOutcome = async (id) => ({ ...(await ask(id)), waitsFor: 'copy-1', stoppedBy: { code: 'NotSignedIn' } });
    ipc.copying.onComplete = () => new Promise(() => undefined);
    act(() => void ipc.copying.change('copy-1', { state: { kind: 'complete' } }));
    await heading('Globus wants you to sign in again');
    await user.click(screen.getByRole('button', { name: 'Not now' }));
    await heading('elsewhere is not shared');
  });

  it('is listed with the copy and not as something that failed', async () => {
    const { user, ipc } = await toReview();
    await user.click(screen.getByRole('button', { name: /when the copy is complete/ }));
    await heading(/will be shared/);
    ipc.unfinishedShares = () =>
      Promise.resolve([
        {
          shareId: 'share-1',
          folders: ['elsewhere'],
          startedAt: '2026-09-17T14:00:00Z',
          shared: 0,
          total: 1,
          waitsFor: 'copy-1',
        },
      ]);
    await user.click(screen.getByRole('button', { name: 'Show the copy' }));
    expect(await screen.findByText('elsewhere: 1 guest gets access when the copy is complete.')).toBeVisible();
    await user.click(screen.getByRole('link', { name: 'Home', current: 'page' }));
    expect(await screen.findByText('Then shared with 1 guest')).toBeVisible();
    await waitFor(() => expect(screen.queryByText(/was not shared with everybody/)).toBeNull());
  });

  it('says that it waits longer when the copy needs the person', async () => {
    const { user, ipc } = await toReview();
    await user.click(screen.getByRole('button', { name: /when the copy is complete/ }));
    await heading(/will be shared/);
    act(() => void ipc.copying.change('copy-1', { state: { kind: 'incomplete', problems: 2 } }));
    expect(await screen.findByText('Once the copy is complete. It has to go on first.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show' }));
    await heading('elsewhere is not complete yet');
  });
});
