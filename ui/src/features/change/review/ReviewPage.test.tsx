import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { pseudoMessages } from '../../../i18n/pseudo';
import type { ChangePlan } from '../../../ipc/bindings';
import { alex, jonas, marcus, tomas } from '../../../ipc/fake';
import { axeViolations } from '../../../test/axe';
import { dateWords, literalText } from '../../../test/literalText';
import { extend, heading, list, open, person, planning, rulesOf, STOP, stopAlex } from '../testing/open';

describe('review of a change', () => {
  it('says per row what will be instead of what is', async () => {
    extend();
    await waitFor(async () => expect(await heading('Check the new end')).toHaveFocus());
    // One folder and two guests: told under the folder.
    const rows = list('What will happen').getAllByRole('listitem');
    expect(rows.map((row) => row.textContent)).toEqual([
      'Spring sequencing2 shares',
      'Jonas Lindqvist (j.lindqvist@alpen.example, Alpen Institute) can view and download Spring sequencing until Fri 18 Dec 2026, 23:59 your time instead of Wed 23 Sep 2026.',
      expect.stringMatching(/^Marcus Stein .* instead of Sun 27 Sep 2026\.$/),
    ]);
    expect(screen.getByRole('link', { name: /^My shares/, current: 'page' })).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });

  it('folds what stays as it is, and says why the rest can’t be changed', async () => {
    const { user } = open({
      targets: (ipc) => rulesOf(ipc, jonas, marcus),
      action: { kind: 'setLevel', permissions: 'r' },
    });
    await heading('Check the new level');
    expect(screen.getByText('There is nothing to change.')).toBeVisible();
    expect(screen.queryByRole('button', { name: /Change the level/ })).not.toBeInTheDocument();
    expect(screen.getByText(/Your role on Facility runs does not allow it/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: /2 shares are as asked already/ }));
    expect(list('What stays as it is').getAllByText('view and download')).toHaveLength(2);
    expect(await axeViolations()).toEqual([]);
  });

  it('wants the tick before anybody may delete, and takes the person to it', async () => {
    const { user, ipc } = open({
      targets: (fake) => rulesOf(fake, jonas),
      action: { kind: 'setLevel', permissions: 'rw' },
    });
    const apply = vi.spyOn(ipc, 'applyChange');
    await user.click(await screen.findByRole('button', { name: 'Change the level of 1 share' }));
    const tick = screen.getByRole('checkbox', { name: 'I have a copy elsewhere' });
    expect(tick).toHaveFocus();
    expect(tick).toHaveAccessibleDescription('This is still needed.');
    expect(apply).not.toHaveBeenCalled();
    expect(await axeViolations()).toEqual([]);
    await user.keyboard(' ');
    await user.click(screen.getByRole('button', { name: 'Change the level of 1 share' }));
    await waitFor(() => expect(apply.mock.calls[0]?.[1]).toEqual({ haveCopy: ['change'], typedNames: [] }));
  });

  it('says what remains when something ends, and leads to the group that it comes through', async () => {
    const { user } = stopAlex();
    await heading('Check what ends');
    const rows = list('What will happen').getAllByRole('listitem');
    // Both are for one person: told under the name.
    expect(rows[0]).toHaveTextContent('Alex Kim (alex.kim@northfield.example)2 shares');
    expect(screen.getAllByText(/still reaches it/)[0]).toHaveTextContent(
      'Alex still reaches it through Whitfield Lab (view, download, add, change and delete, until Wed 31 Mar 2027).',
    );
    expect(screen.getByText('The files stay where they are.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Stop sharing with Alex Kim in 2 places' })).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getAllByRole('button', { name: 'Open Whitfield Lab' })[0] ?? document.body);
    expect(await heading('Whitfield Lab')).toBeVisible();
  });

  it.each<[string, ChangePlan['notes'][number], string]>([
    ['shortened ends', { kind: 'endShortened', rows: 2 }, '2 end dates are earlier than you chose.'],
    ['own access', { kind: 'ownAccess', rows: 1 }, 'You take your own access away in one place.'],
    [
      'little room',
      { kind: 'nearLimit', collectionName: 'Lab archive', permissions: 950 },
      'It will hold 950 of at most 1,000 shares.',
    ],
  ])('notes %s', async (_, note, words) => {
    extend(planning((plan) => ({ ...plan, notes: [note] })));
    expect(await screen.findByText(words)).toBeVisible();
  });

  it('shows why it could not be looked at, and tries again', async () => {
    const { user, ipc } = extend((fake) => (fake.audit.offline = true));
    expect(await screen.findByText('No connection')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    ipc.audit.offline = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await heading('Check the new end')).toBeVisible();
  });

  it('changes nothing while offline, and says so', async () => {
    const { user, ipc } = extend((fake) => {
      const ask = fake.auditState.bind(fake);
      fake.auditState = async () => ({ ...(await ask()), failed: { code: 'Offline' } });
    });
    const apply = vi.spyOn(ipc, 'applyChange');
    const button = await screen.findByRole('button', { name: 'Extend 2 shares' });
    expect(button).toHaveAccessibleDescription('Needs a connection. Nothing is queued.');
    await user.click(button);
    expect(apply).not.toHaveBeenCalled();
  });

  it('treats a sign-in as an ordinary step and goes on after it', async () => {
    const { user, ipc } = extend((fake) => {
      const make = fake.planChange;
      fake.planChange = () => {
        fake.planChange = make;
        return Promise.reject({ code: 'NotSignedIn' });
      };
    });
    await user.click(await screen.findByRole('button', { name: 'Continue in the browser' }));
    act(() => ipc.finishSignIn());
    expect(await heading('Check the new end')).toBeVisible();
  });

  it('asks what to change where that was not said', async () => {
    const { user } = open({ targets: (ipc) => rulesOf(ipc, jonas), action: null });
    await heading('What shall change?');
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('radio', { name: 'Stop sharing' }));
    await user.click(screen.getByRole('button', { name: 'Look at what will happen' }));
    await heading('Check what ends');
    await user.click(screen.getByRole('button', { name: 'Back' }));
    expect(await heading('What shall change?')).toBeVisible();
  });

  it('draws long lists by what is in sight', async () => {
    // jsdom has no layout: what scrolls is as high as the window, and a row as high as a row.
    const heights = [
      vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(88),
      vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(760),
    ];
    extend(
      planning((plan) => ({
        ...plan,
        rows: Array.from({ length: 400 }, (_, index) => {
          const [row] = plan.rows;
          if (row === undefined) throw new Error('the plan has rows');
          return { ...row, id: `row-${index}`, path: `/${index}/`, name: `Folder ${index}` };
        }),
      })),
    );
    await heading('Check the new end');
    const shown = await list('What will happen').findAllByRole('listitem');
    expect(shown.length).toBeGreaterThan(3);
    expect(shown.length).toBeLessThan(100);
    expect(shown[0]).toHaveAttribute('aria-setsize', '401');
    heights.forEach((height) => height.mockRestore());
  });
});

describe('words', () => {
  const data = [
    ...['Alex Kim', 'Alex', /\S+@\S*/, 'Spring sequencing', 'Maple trial 2026', 'Results', 'Whitfield Lab'],
    ...['Nora Whitfield', 'NW', 'AK', 'northfield.example', 'Guestlist', dateWords],
  ];

  it('all come from the catalogue', async () => {
    const { user } = open({ targets: () => person(alex), action: STOP, messages: pseudoMessages() });
    await screen.findByRole('list', { name: /Ŵĥàţ ŵîļļ/ });
    expect(literalText(data)).toEqual([]);
    await user.click(screen.getAllByRole('button').at(-1) ?? document.body);
    await waitFor(() => expect(screen.getByRole('heading', { level: 2 })).toBeVisible());
    expect(literalText(data)).toEqual([]);
  });

  it('say that a role ends', async () => {
    open({ targets: () => person(tomas), action: STOP });
    expect(await screen.findByText(/loses the role on/)).toHaveTextContent(/and all access with it\.$/);
  });
});
