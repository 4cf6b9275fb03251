import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { createFakeIpc } from '../ipc/fake';
import { axeViolations } from '../test/axe';
import { renderInApp } from '../test/render';
import { DirectLinks } from './DirectLinks';

const ADDRESS = 'https://app.globus.org/file-manager?origin_id=c-1&origin_path=%2F';
const CSV = 'https://g-1a2b3c.data.northfield.example/%C3%9Cbersicht%20100%25.csv';

function open(prepare: (ipc: ReturnType<typeof createFakeIpc>) => void = () => undefined) {
  const ipc = createFakeIpc();
  prepare(ipc);
  const frame = (
    <main>
      <h1>Done</h1>
      <DirectLinks address={ADDRESS} name="Results" />
    </main>
  );
  return renderInApp(frame, { ipc });
}

const region = () => screen.findByRole('region', { name: 'Direct links to the files in Results' });

describe('direct links', () => {
  it('are there for each file, and say who can open them', async () => {
    const { user, ipc } = open();
    const card = within(await region());
    expect(card.getByText(/signs in first, and gets the file/)).toBeVisible();
    expect(card.queryByText(CSV)).not.toBeInTheDocument();
    await user.click(card.getByRole('button', { name: 'Copy link to Übersicht 100%.csv' }));
    expect(ipc.clipboard).toEqual([CSV]);
    expect(card.getByRole('button', { name: 'Copied to Übersicht 100%.csv' })).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });

  it('stand there as they are, with a code for phones, where no sign-in is needed', async () => {
    const { user } = open((ipc) => (ipc.shared.withoutSignIn = true));
    const card = within(await region());
    expect(card.getByText(/without a sign-in/)).toBeVisible();
    expect(card.getByText(CSV)).toBeVisible();
    await user.click(card.getByRole('button', { name: 'QR code to README.md' }));
    expect(card.getByTitle('QR code with the link to README.md')).toBeInTheDocument();
    expect(await axeViolations()).toEqual([]);
  });

  it('lead into folders and back, with the focus on where one is', async () => {
    const { user } = open();
    await user.click(within(await region()).getByRole('button', { name: 'Open figures' }));
    const heading = await screen.findByRole('heading', { name: 'Direct links to the files in figures' });
    await waitFor(() => expect(heading).toHaveFocus());
    expect(screen.getByRole('button', { name: 'Copy link to fig 1.png' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Back to Results' }));
    expect(within(await region()).getByRole('button', { name: 'Open figures' })).toBeVisible();
  });

  it('come page by page', async () => {
    const { user } = open((ipc) => (ipc.shared.page = 2));
    const card = within(await region());
    expect(card.getAllByRole('listitem')).toHaveLength(2);
    await user.click(card.getByRole('button', { name: 'Show more files' }));
    expect(await screen.findByRole('button', { name: 'Copy link to Übersicht 100%.csv' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Show more files' })).not.toBeInTheDocument();
  });

  it.each(['personalComputer', 'switchedOff'] as const)('are not mentioned where there are none: %s', async (why) => {
    const { ipc } = open((fake) => (fake.shared.directLinks = why));
    const ask = vi.spyOn(ipc, 'sharedFiles');
    await waitFor(() => expect(screen.getByRole('main')).toHaveTextContent(/^Done$/));
    expect(ask.mock.calls.length).toBeLessThanOrEqual(1);
  });

  it('say that they could not be read, and try again', async () => {
    const { user, ipc } = open((fake) => (fake.shared.refuse = { code: 'Offline' }));
    await screen.findByText(/could not be listed/);
    ipc.shared.refuse = null;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await region()).toBeVisible();
  });
});
