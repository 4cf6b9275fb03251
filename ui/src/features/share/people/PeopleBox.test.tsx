import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { alex, alexAtEastlake } from '../../../ipc/fake';
import { axeViolations } from '../../../test/axe';
import { openSheet } from '../testing/open';

const guests = () => within(screen.getByRole('list', { name: 'Guests on the list' })).queryAllByRole('listitem');

describe('people box', () => {
  it('adds with the keyboard alone, newest first, and keeps the focus', async () => {
    const { user, box } = await openSheet();
    await user.click(box);
    await user.keyboard('alex');
    // The first one is chosen once the answer is the one for the whole text.
    const first = await screen.findByRole('option', { selected: true });
    const options = screen.getAllByRole('option');
    expect(options.length).toBeGreaterThan(1);
    expect(options[0]).toBe(first);
    expect(box).toHaveAttribute('aria-activedescendant', first.id);
    await user.keyboard('{ArrowDown}');
    expect(box).toHaveAttribute('aria-activedescendant', options[1]?.id);
    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(options.at(-1)).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{ArrowDown}{Enter}');
    expect(box).toHaveValue('');
    expect(box).toHaveFocus();
    await user.keyboard('priya');
    await screen.findByRole('option', { name: /Priya/, selected: true });
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(guests().map((row) => row.textContent)).toEqual([
        expect.stringContaining('Priya Raman'),
        expect.stringContaining('Alex Kim'),
      ]),
    );
    expect(screen.queryByRole('option')).not.toBeInTheDocument();
  });

  it('closes on Esc and keeps what was typed', async () => {
    const { user, box } = await openSheet();
    await user.type(box, 'alex');
    await screen.findAllByRole('option');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('option')).not.toBeInTheDocument();
    expect(box).toHaveValue('alex');
    await user.keyboard('{ArrowDown}');
    expect((await screen.findAllByRole('option')).length).toBeGreaterThan(0);
  });

  it('says what to do when nobody has that name', async () => {
    const { user, box } = await openSheet();
    await user.type(box, 'zzz');
    expect(await screen.findByText('Nobody by that name here. Type the whole address.')).toBeVisible();
    await user.keyboard('{Enter}');
    expect(box).toHaveAccessibleDescription(/not a whole address/);
    expect(box).toHaveValue('zzz');
  });

  it('takes nobody twice and says so', async () => {
    const { user, box, add } = await openSheet();
    await add('jonas', /Jonas/);
    await user.type(box, 'jonas');
    await screen.findByRole('option', { name: /On the list already/, selected: true });
    await user.keyboard('{Enter}');
    expect(box).toHaveAccessibleDescription('Jonas Lindqvist is on the list already.');
    expect(guests()).toHaveLength(1);
  });

  it('invites an unknown address only when that is chosen', async () => {
    const { user, box, ipc } = await openSheet();
    const invite = vi.spyOn(ipc, 'inviteGuest');
    await user.type(box, 'new.person@alpen.example');
    const option = await screen.findByRole('option', { name: /Invite new\.person@alpen\.example/ });
    expect(option).toHaveTextContent('is new to Globus');
    // The first Enter only points at the invitation.
    await user.keyboard('{Enter}');
    expect(invite).not.toHaveBeenCalled();
    await waitFor(() => expect(option).toHaveAttribute('aria-selected', 'true'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(guests()).toHaveLength(1));
    expect(invite).toHaveBeenCalledExactlyOnceWith('new.person@alpen.example');
    expect(guests()[0]).toHaveTextContent('Never signed in');
  });

  it('lets the person choose between several sign-ins of one address', async () => {
    const { user, box } = await openSheet({
      prepare: (ipc) => {
        ipc.suggestGuests = (input) =>
          Promise.resolve({
            people: [],
            groups: [],
            exact: { input, resolution: { kind: 'several', people: [alex, alexAtEastlake] }, forbidden: null },
            forbidden: [],
          });
      },
    });
    await user.type(box, 'alex.kim@northfield.example');
    expect(await screen.findByText(/has belonged to several sign-ins/)).toBeVisible();
    await user.click(screen.getByRole('option', { name: /akim@\s?eastlake\.example/ }));
    expect(guests()[0]).toHaveTextContent('akim@eastlake.example');
  });

  it('says when it is offline, loses nothing and tries again', async () => {
    const { user, box, ipc } = await openSheet();
    const suggest = vi.spyOn(ipc, 'suggestGuests').mockRejectedValue({ code: 'Offline' });
    await user.type(box, 'priya');
    expect(await screen.findByText(/You are offline/)).toBeVisible();
    expect(box).toHaveValue('priya');
    suggest.mockRestore();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('option', { name: /Priya/ })).toBeVisible();
  });
});

describe('a pasted list', () => {
  const LIST = 'Alex Kim <alex.kim@northfield.example>; nobody@alpen.example\nPriya\nalex.kim@northfield.example';

  it('gives one result per line, each to be mended where it stands', async () => {
    const { user, box, ipc } = await openSheet();
    const invite = vi.spyOn(ipc, 'inviteGuest');
    await user.click(box);
    await user.paste(LIST);
    const list = await screen.findByRole('region', { name: 'Pasted list' });
    expect(within(list).getByText('1 line stood there twice and was left out.')).toBeVisible();
    expect(await within(list).findByText('Found')).toBeVisible();
    expect(within(list).getByText('“Priya” is not a whole address, group id or group link.')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    expect(invite).not.toHaveBeenCalled();

    const field = within(list).getByRole('textbox', { name: 'Correct “Priya”' });
    await user.clear(field);
    await user.type(field, 'priya.raman@northfield.example{Enter}');
    expect(await within(list).findByRole('button', { name: 'Add 2 guests' })).toBeVisible();

    await user.click(within(list).getByRole('button', { name: 'Invite nobody@alpen.example' }));
    await user.click(await within(list).findByRole('button', { name: 'Add 3 guests' }));
    expect(guests()).toHaveLength(3);
    expect(screen.queryByRole('region', { name: 'Pasted list' })).not.toBeInTheDocument();
    expect(box).toHaveFocus();
  });

  it('has to be answered before the review, and can be thrown away', async () => {
    const { user, box } = await openSheet();
    await user.click(box);
    await user.paste(LIST);
    await screen.findByRole('region', { name: 'Pasted list' });
    await user.click(screen.getByRole('button', { name: /^Review/ }));
    expect(box).toHaveFocus();
    expect(box).toHaveAccessibleDescription(/pasted list still wants an answer/);
    await user.click(screen.getByRole('button', { name: 'Throw this list away' }));
    expect(screen.queryByRole('region', { name: 'Pasted list' })).not.toBeInTheDocument();
  });

  it('can be looked up again when that failed', async () => {
    const { user, box, ipc } = await openSheet();
    const resolve = vi.spyOn(ipc, 'resolveGuests').mockRejectedValue({ code: 'Offline' });
    await user.click(box);
    await user.paste('jonas@alpen.example\nmei.tanaka@eastlake.example');
    await screen.findByText('No connection');
    resolve.mockRestore();
    await user.click(screen.getByRole('button', { name: 'Look up again' }));
    expect(await screen.findByRole('button', { name: 'Add 1 guest' })).toBeVisible();
  });
});
