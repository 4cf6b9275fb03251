import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { ChangeAction, ChangeEvent, ChangeOutcome, ChangePlan, ChangeTargets } from '../../ipc/bindings';
import { alex, createFakeIpc, jonas, marcus, tomas, whitfieldLab, type FakeIpc } from '../../ipc/fake';
import { pseudoMessages } from '../../i18n/pseudo';
import { axeViolations } from '../../test/axe';
import { dateWords, literalText } from '../../test/literalText';
import { renderApp } from '../../test/render';

const END: ChangeAction = { kind: 'setEnd', end: { kind: 'on', day: '2026-12-18' } };
const STOP: ChangeAction = { kind: 'stop' };
const person = ({ id }: { id: string }): ChangeTargets => ({ kind: 'person', id });

/** Permissions of these guests, wherever they are. */
function rulesOf(ipc: FakeIpc, ...guests: { id: string }[]): ChangeTargets {
  const rules = ipc.audit.world.grants.filter(
    ({ access, role }) => role === null && access.to === 'guest' && guests.some(({ id }) => access.guest.id === id),
  );
  return { kind: 'rules', rules: rules.map(({ id, collection }) => ({ collectionId: collection.id, ruleId: id })) };
}

interface Open {
  targets: (ipc: FakeIpc) => ChangeTargets;
  action: ChangeAction | null;
  prepare?: (ipc: FakeIpc) => void;
  messages?: ReturnType<typeof pseudoMessages>;
}

/** The window at the change. */
function open({ targets, action, prepare, messages }: Open) {
  const ipc = createFakeIpc();
  prepare?.(ipc);
  return renderApp({
    ipc,
    start: { name: 'change', targets: targets(ipc), action },
    ...(messages && { messages }),
  });
}

const extend = (prepare?: (ipc: FakeIpc) => void) =>
  open({ targets: (ipc) => rulesOf(ipc, jonas, marcus), action: END, ...(prepare && { prepare }) });

const stopAlex = () => open({ targets: () => person(alex), action: STOP });

const planning = (change: (plan: ChangePlan) => ChangePlan) => (ipc: FakeIpc) => {
  const make = ipc.planChange;
  ipc.planChange = async (...rest) => change(await make(...rest));
};

const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const list = (name: string) => within(screen.getByRole('list', { name }));

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

describe('working', () => {
  it('follows each row and can be stopped', async () => {
    let send: (event: ChangeEvent) => void = () => undefined;
    const { user, ipc } = extend((fake) => {
      fake.applyChange = (_id, _confirmations, onEvent) => {
        send = onEvent;
        return new Promise<ChangeOutcome>(() => undefined);
      };
    });
    const cancel = vi.spyOn(ipc, 'cancelChange');
    await user.click(await screen.findByRole('button', { name: /^Change the end of|^Extend/ }));
    await heading(/Extending|Changing/);
    const rows = ipc.audit.plans[0]?.rows ?? [];
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(cancel).not.toHaveBeenCalled();
    act(() => send({ kind: 'started', id: 'change-1' }));
    expect(cancel).toHaveBeenCalledWith('change-1');
    act(() => {
      send({ kind: 'row', row: rows[0]?.id ?? '', state: { kind: 'done' } });
      send({ kind: 'row', row: rows[1]?.id ?? '', state: { kind: 'readingBack' } });
    });
    expect(list('Progress').getAllByRole('listitem')[0]).toHaveTextContent('Done, checked');
    expect(list('Progress').getAllByRole('listitem')[1]).toHaveTextContent('Reading back…');
    expect(screen.getByText('1 of 2')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });
});

describe('done', () => {
  it('says what was checked, and takes it back with a result of its own', async () => {
    const { user, ipc } = stopAlex();
    await user.click(await screen.findByRole('button', { name: /^Stop sharing with Alex Kim/ }));
    await waitFor(async () => expect(await heading('2 shares have ended')).toHaveFocus());
    expect(screen.getByText('Checked with Globus at 09:13.')).toBeVisible();
    expect(screen.getByRole('heading', { level: 2, name: 'What remains' })).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Undo all 2' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Take all 2 changes back?' });
    expect(within(dialog).getByRole('button', { name: 'Keep it' })).toHaveFocus();
    await user.click(within(dialog).getByRole('button', { name: 'Undo 2 changes' }));
    expect(await heading('2 changes are undone')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Undo/ })).not.toBeInTheDocument();
    expect(
      ipc.audit.world.grants.filter(({ access }) => access.to === 'guest' && access.guest.id === alex.id),
    ).toHaveLength(2);
  });

  it('keeps what worked, and tries only the rest again', async () => {
    const { user } = extend((ipc) => {
      const [first] = ipc.audit.world.grants.filter(
        ({ access }) => access.to === 'guest' && access.guest.id === jonas.id,
      );
      if (first) ipc.audit.failing.add(first.id);
    });
    await user.click(await screen.findByRole('button', { name: /^Extend/ }));
    await heading('1 of 2 are done');
    expect(screen.getByText('Globus did not answer. It may have gone through or not.')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Retry the one that failed' }));
    expect(await heading('2 shares go on longer')).toBeVisible();
  });

  it('leaves the rest, and goes back to where one came from', async () => {
    const { user } = extend((ipc) => {
      ipc.audit.world.grants.forEach(({ id }) => ipc.audit.failing.add(id));
    });
    await user.click(await screen.findByRole('button', { name: /^Extend/ }));
    await heading('Nothing was changed');
    await user.click(screen.getByRole('button', { name: 'Leave the rest' }));
    expect(await screen.findAllByText('Left as it was')).toHaveLength(2);
    expect(screen.queryByRole('button', { name: /Retry/ })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Back to Home' }));
    expect(await heading('Share a folder')).toBeVisible();
  });

  it('shows what somebody else changed, and looks again', async () => {
    const { user, ipc } = extend((fake) => {
      fake.audit.world.grants.forEach(({ id }) => fake.audit.conflicts.add(id));
    });
    await user.click(await screen.findByRole('button', { name: /^Extend/ }));
    expect(await screen.findByText(/since you looked: now view and download, until Wed 23 Sep 2026\./)).toBeVisible();
    ipc.audit.conflicts.clear();
    await user.click(screen.getByRole('button', { name: 'Look again at the 2' }));
    expect(await heading('Check the new end')).toBeVisible();
  });

  it('does not claim that it was checked when it was not', async () => {
    const { user } = extend((ipc) => {
      const apply = ipc.applyChange;
      ipc.applyChange = async (...rest) => ({ ...(await apply(...rest)), verifiedAt: null });
    });
    await user.click(await screen.findByRole('button', { name: /^Extend/ }));
    expect(await screen.findByText(/could not be read back/)).toBeVisible();
    expect(screen.queryByText(/Checked with Globus/)).not.toBeInTheDocument();
  });

  it('shows why it was refused beside the review', async () => {
    const { user } = extend((ipc) => (ipc.applyChange = () => Promise.reject({ code: 'Offline' })));
    await user.click(await screen.findByRole('button', { name: /^Extend/ }));
    expect(await screen.findByText('No connection')).toBeVisible();
    expect(await heading('Check the new end')).toBeVisible();
  });
});

describe('a change that was interrupted', () => {
  async function interrupted() {
    const ipc = createFakeIpc();
    ipc.audit.world.grants
      .filter(({ access }) => access.to === 'guest' && access.guest.id === jonas.id)
      .forEach(({ id }) => ipc.audit.failing.add(id));
    const plan = await ipc.planChange(rulesOf(ipc, jonas, marcus), END);
    await ipc.applyChange(plan.id, { haveCopy: [], typedNames: [] }, () => undefined);
    return renderApp({ ipc });
  }

  it('is offered on Home and goes on', async () => {
    const { user } = await interrupted();
    expect(await screen.findByText('A change was interrupted: 1 of 2 are done.')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Go on' }));
    expect(await heading('2 shares go on longer')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Back to Home' }));
    await heading('Share a folder');
    await waitFor(() => expect(screen.queryByText(/A change was interrupted/)).not.toBeInTheDocument());
  });

  it('can be left as it is', async () => {
    const { user } = await interrupted();
    await user.click(await screen.findByRole('button', { name: 'Leave the rest' }));
    expect(await screen.findByText('The rest is left as it was. 1 change stays done.')).toBeVisible();
    await waitFor(() => expect(screen.queryByText(/A change was interrupted/)).not.toBeInTheDocument());
  });
});

describe('words', () => {
  const data = [
    ...['Alex Kim', 'Alex', /\S+@\S+/, 'Spring sequencing', 'Maple trial 2026', 'Results', 'Whitfield Lab'],
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
    expect(whitfieldLab.name).toBe('Whitfield Lab');
  });
});
