import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { SharePlan, Warning } from '../../../ipc/bindings';
import { axeViolations } from '../../../test/axe';
import { openReview } from '../testing/open';
import type { FakeIpc } from '../../../ipc/fake';

/** Changes every plan the app makes. */
function planning(change: (plan: SharePlan) => SharePlan) {
  return (ipc: FakeIpc) => {
    const make = ipc.planShare;
    ipc.planShare = async (draft) => change(await make(draft));
  };
}

const onRows = (...warnings: Warning[]) =>
  planning((plan) => ({ ...plan, grants: plan.grants.map((grant) => ({ ...grant, warnings })) }));
const onShare = (...warnings: Warning[]) => planning((plan) => ({ ...plan, warnings }));

const standing = { path: '/maple-trial/', permissions: 'rw', endsAt: '2027-04-01T04:59:59Z' } as const;
const main = () => within(screen.getByRole('main'));
const jonas: [string, RegExp][] = [['jonas', /Jonas/]];
const OFF = 'Leave Jonas off this list';
const lab: [string, RegExp][] = [['whitfield lab', /Whitfield Lab/]];

/** Lets the first guest change files, on the sheet. */
async function allowChanges({ user }: Awaited<ReturnType<typeof openReview>>) {
  await user.click(screen.getByRole('button', { name: 'Back' }));
  await user.click(screen.getAllByRole('button', { name: /Level for (?!new guests)/ })[0] ?? document.body);
  await user.click(await screen.findByRole('option', { name: /Can also add/ }));
  await user.click(screen.getByRole('button', { name: /^Review/ }));
  await screen.findByRole('checkbox', { name: /I have a copy/ });
}

describe('review', () => {
  it('says in one sentence per guest what will happen', async () => {
    await openReview();
    const rows = within(screen.getByRole('list', { name: 'What will happen' })).getAllByRole('listitem');
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining(
        'Alex Kim (alex.kim@northfield.example) will be able to view and download everything in Results until Wed 16 Dec 2026, 23:59 your time.',
      ),
      expect.stringContaining('Jonas Lindqvist (j.lindqvist@alpen.example, Alpen Institute)'),
    ]);
    expect(rows[0]).toHaveTextContent('Globus will be asked to e-mail Alex.');
    expect(main().getByText(/is inside your shared folder \(guest collection\) “Maple trial 2026”/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Share with 2 people' })).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });

  it.each(['button', 'link'] as const)('keeps everything on the way back by the %s', async (role) => {
    const { user } = await openReview();
    await user.click(screen.getByRole(role, { name: role === 'button' ? 'Back' : 'Guest list' }));
    expect(within(screen.getByRole('list', { name: 'Guests on the list' })).getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByRole('link', { name: 'Home', current: false })).toBeVisible();
  });

  it('wants a tick before guests may delete, and takes the person to it', async () => {
    const view = await openReview({}, lab);
    await allowChanges(view);
    expect(await axeViolations()).toEqual([]);
    const apply = vi.spyOn(view.ipc, 'applyShare');
    expect(screen.getByText('One tick is still needed')).toBeVisible();
    await view.user.click(screen.getByRole('button', { name: 'Share with 1 group' }));
    const tick = screen.getByRole('checkbox', { name: 'I have a copy of Results elsewhere' });
    expect(tick).toHaveFocus();
    expect(tick).toHaveAccessibleDescription('This is still needed.');
    expect(apply).not.toHaveBeenCalled();
    await view.user.click(tick);
    expect(screen.queryByText('One tick is still needed')).not.toBeInTheDocument();
    await view.user.click(screen.getByRole('button', { name: 'Share with 1 group' }));
    await waitFor(() => expect(apply).toHaveBeenCalledOnce());
    expect(apply.mock.calls[0]?.[1].haveCopy).toHaveLength(1);
  });

  it('mends a level in place and checks again', async () => {
    const view = await openReview({}, lab);
    await allowChanges(view);
    await view.user.click(screen.getByRole('button', { name: 'Let them view and download only' }));
    await waitFor(() => expect(screen.queryByRole('checkbox')).not.toBeInTheDocument());
    expect(
      main()
        .getByText(/12 people in Whitfield Lab/)
        .closest('p'),
    ).toHaveTextContent('view and download everything');
  });

  it('leaves somebody off who would gain nothing', async () => {
    const { user } = await openReview({ prepare: onRows({ kind: 'noEffect', via: { kind: 'own' }, ...standing }) });
    expect(main().getAllByText('This would change nothing.')).toHaveLength(2);
    expect(screen.getByText(/Alex can already add, change and delete in/)).toHaveTextContent(
      'maple-trial, until Wed 31 Mar 2027.',
    );
    await user.click(screen.getByRole('button', { name: 'Leave Alex off this list' }));
    expect(await screen.findByRole('button', { name: 'Share with 1 person' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Leave Jonas off this list' }));
    expect(await screen.findByText('Nobody is left on the list. Nothing will be shared.')).toBeVisible();
  });

  it.each<[string, (...warnings: Warning[]) => (ipc: FakeIpc) => void, [Warning, string, string][]]>([
    [
      'a guest',
      onRows,
      [
        [{ kind: 'samePerson', other: 'i', username: 'jl@eastlake.example' }, 'This may be one person twice.', OFF],
        [{ kind: 'closedAccount' }, 'This account was closed.', OFF],
        [{ kind: 'groupNotHighAssurance' }, 'This storage wants a protected group.', OFF],
        [
          { kind: 'widerAccessStays', via: { kind: 'role', role: 'administrator' }, ...standing },
          'Jonas keeps more than this.',
          'Change what Jonas already has…',
        ],
        [
          { kind: 'endDateCapped', chosen: '2027-09-17', allowed: '2026-12-31' },
          'The end date will be Thu 31 Dec 2026.',
          'End it on Thu 31 Dec 2026',
        ],
        [{ kind: 'noEndDate' }, 'This never ends by itself.', 'End it on Wed 16 Dec 2026'],
        [
          { kind: 'public', anonymous: false },
          'Everyone with a Globus login can open this.',
          'Only the guests on the list',
        ],
      ],
    ],
    [
      'the share',
      onShare,
      [
        [{ kind: 'offline' }, 'The storage is offline right now.', 'Check again'],
        [
          { kind: 'nameIsPublic', name: 'Maple' },
          'Everyone with a Globus login can see the name “Maple”.',
          'Change the name…',
        ],
        [{ kind: 'limit', after: 950, limit: 1000 }, 'The shared folder is nearly full.', 'Back to the guest list'],
        [
          { kind: 'tooMuch', exposure: 'driveRoot', confirmWith: 'D:' },
          'This is a whole drive.',
          'Share a smaller part…',
        ],
      ],
    ],
  ])('shows each warning on %s with its fix', async (_, on, warnings) => {
    await openReview({ prepare: on(...warnings.map(([warning]) => warning)) }, jonas);
    for (const [, claim, fix] of warnings) {
      const words = main().getByText(claim).closest('div');
      if (words === null) throw new Error('a warning has words');
      expect(within(words).getByRole('button', { name: fix })).toBeVisible();
    }
    expect(await axeViolations()).toEqual([]);
  });

  it('says as a note what is only good to know', async () => {
    const prepare = onRows({ kind: 'groupMembersChange', canAdd: 2 }, { kind: 'computerMustBeOn' });
    await openReview({ prepare }, jonas);
    expect(main().getByText(/^2 people can add members to this group\./)).toBeVisible();
    expect(main().getByText('Guests reach it only while this computer is on and connected.')).toBeVisible();
  });

  it('does not share what has no room, and says so', async () => {
    const { user, ipc } = await openReview({ prepare: onShare({ kind: 'limit', after: 1001, limit: 1000 }) }, jonas);
    const apply = vi.spyOn(ipc, 'applyShare');
    await user.click(screen.getByRole('button', { name: 'Share with 1 person' }));
    expect(screen.getByRole('button', { name: 'Back to the guest list' })).toHaveFocus();
    expect(apply).not.toHaveBeenCalled();
  });

  it('wants the name of a home folder typed', async () => {
    const { user, ipc } = await openReview(
      {
        prepare: planning((plan) => ({
          ...plan,
          warnings: [{ kind: 'tooMuch', exposure: 'homeFolder', confirmWith: 'Results' }],
          ticks: [{ kind: 'typeName', folder: 0, expected: 'Results' }],
        })),
      },
      jonas,
    );
    const apply = vi.spyOn(ipc, 'applyShare');
    await user.click(screen.getByRole('button', { name: 'Share with 1 person' }));
    const field = screen.getByRole('textbox', { name: 'Type Results to confirm' });
    expect(field).toHaveFocus();
    await user.type(field, 'Result');
    expect(field).toBeInvalid();
    await user.type(field, 's');
    await user.click(screen.getByRole('button', { name: 'Share with 1 person' }));
    await waitFor(() => expect(apply.mock.calls[0]?.[1].typedNames).toEqual(['Results']));
  });

  it('says what is changed and what is there already', async () => {
    await openReview({
      prepare: planning((plan) => ({
        ...plan,
        grants: plan.grants.map((grant, index) => ({
          ...grant,
          action:
            index === 0
              ? { kind: 'update', ruleId: 'r', fromPermissions: 'rw', fromEndsAt: null }
              : { kind: 'nothing', ruleId: 'r' },
        })),
      })),
    });
    expect(
      main().getByText(/Now: view, download, add, change and delete, no end date\. This replaces it\./),
    ).toBeVisible();
    expect(main().getByText('It is stored like this already. Nothing is sent.')).toBeVisible();
  });

  it('opens what a fix leads to on the sheet', async () => {
    const { user } = await openReview(
      { prepare: onShare({ kind: 'nameIsPublic', name: 'thesis' }), paths: ['/home/nora/thesis'] },
      jonas,
    );
    await user.click(screen.getByRole('button', { name: 'Change the name…' }));
    expect(await screen.findByRole('textbox', { name: /Name of the new shared folder/ })).toHaveFocus();
  });
});
