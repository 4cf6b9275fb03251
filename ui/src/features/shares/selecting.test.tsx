import { screen, waitFor, within } from '@testing-library/react';
import { useEffect } from 'react';
import { describe, expect, it } from 'vitest';

import { createFakeIpc, marcus, tomas, type FakeIpc } from '../../ipc/fake';
import { useNavigation, type Route } from '../../navigation/navigation';
import { renderInApp } from '../../test/render';
import { LeavingShares } from './LeavingShares';
import MySharesPage from './MySharesPage';

let here: Route = { name: 'home' };

function Here() {
  const { route, back, navigate } = useNavigation();
  useEffect(() => {
    here = route;
  }, [route]);
  return (
    <>
      <LeavingShares />
      {route.name === 'shares' ? <MySharesPage /> : <button onClick={back}>Back</button>}
      <button onClick={() => navigate({ name: 'home' })}>Home</button>
    </>
  );
}

async function setup(prepare: (ipc: FakeIpc) => void = () => undefined) {
  const ipc = createFakeIpc();
  prepare(ipc);
  const view = renderInApp(<Here />, { ipc, start: { name: 'shares' } });
  await screen.findByText('Spring sequencing');
  return view;
}

const tick = (name: string) => screen.findByRole('checkbox', { name: `Select ${name}` });
const rows = () => screen.getAllByRole('row').filter((row) => row.dataset.index !== undefined);
const ticked = () => rows().filter((row) => row.getAttribute('aria-selected') === 'true');
const focused = () => (document.activeElement as HTMLElement).closest('tr')?.dataset.index;

async function byPerson(user: Awaited<ReturnType<typeof setup>>['user']) {
  await user.click(screen.getByRole('radio', { name: 'By person' }));
  await screen.findByRole('columnheader', { name: 'Person' });
}

describe('ticking rows', () => {
  it('says the count first, and hands over rows with their filters', async () => {
    const { user } = await setup();
    await byPerson(user);
    await user.click(await tick('Jonas Lindqvist'));
    await user.click(await tick('Marcus Stein'));
    expect(await screen.findByText('2 people, 3 shares')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Change level…' }));
    await user.click(await screen.findByRole('radio', { name: 'Can also add, change and delete' }));
    await user.click(screen.getByRole('button', { name: 'See what will change' }));
    expect(here).toMatchObject({
      name: 'change',
      targets: { kind: 'rows', rows: [expect.stringMatching(/^p:/), `p:${marcus.id}`], query: { view: 'people' } },
      action: { kind: 'setLevel', permissions: 'rw' },
    });
  });

  it('leads to a group of the people that are ticked, or who reach a ticked folder', async () => {
    const { user } = await setup();
    await user.click(await tick('Spring sequencing'));
    await user.click(await screen.findByRole('button', { name: 'Make a group of these people…' }));
    // Groups and roles are no people that could be asked to join.
    await waitFor(() => expect(here).toMatchObject({ name: 'newGroup' }));
    const names = here.name === 'newGroup' ? here.people.map(({ name }) => name) : [];
    expect(names).toEqual(['Jonas Lindqvist', 'Marcus Stein']);
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await byPerson(user);
    await user.click(await tick('Marcus Stein'));
    await user.click(await screen.findByRole('button', { name: 'Make a group of these people…' }));
    await waitFor(() => expect(here).toMatchObject({ name: 'newGroup', people: [{ id: marcus.id }] }));
  });

  it('comes back to where the list was scrolled', async () => {
    const { user } = await setup();
    const page = document.documentElement;
    await screen.findAllByRole('row');
    // The list listens from the frame on in which it has its rows.
    await new Promise(requestAnimationFrame);
    page.scrollTop = 640;
    document.dispatchEvent(new Event('scroll'));
    await user.click(screen.getByRole('button', { name: 'Spring sequencing' }));
    await waitFor(() => expect(here.name).toBe('collection'));
    page.scrollTop = 0;
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await waitFor(() => expect(page.scrollTop).toBe(640));
  });

  it('ticks a range with Shift, and all that match with the box at the top', async () => {
    const { user } = await setup();
    await user.click(await tick('Spring sequencing'));
    await user.keyboard('{Shift>}');
    await user.click(await tick('Gel images 2024'));
    await user.keyboard('{/Shift}');
    await waitFor(() => expect(ticked().length).toBeGreaterThan(2));
    const all = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select all' });
    expect(all.indeterminate).toBe(true);
    await user.click(all);
    expect(await screen.findByText('All 22 shares')).toBeVisible();
    await user.click(await tick('Field notes'));
    expect(await screen.findByText(/^21 shares, /)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Select nothing' }));
    expect(ticked()).toHaveLength(0);
  });

  it('hands over the question itself when everything is ticked', async () => {
    const { user } = await setup();
    await user.click(await screen.findByRole('button', { name: /Ending soon/ }));
    await user.click(screen.getByRole('checkbox', { name: 'Select all' }));
    await user.click(await screen.findByRole('button', { name: 'Stop sharing…' }));
    expect(here).toMatchObject({
      name: 'change',
      targets: { kind: 'query', query: { filters: ['endingSoon'], open: [] } },
      action: { kind: 'stop' },
    });
  });

  it('offers more time for all that ends soon, unless some of it is ticked', async () => {
    const { user } = await setup();
    expect(screen.queryByRole('button', { name: /^Extend it until/ })).toBeNull();
    await user.click(await screen.findByRole('button', { name: /Ending soon/ }));
    expect(await screen.findByRole('button', { name: 'Extend it until Wed 16 Dec 2026' })).toBeVisible();
    await user.click(await tick('Spring sequencing'));
    expect(screen.queryByRole('button', { name: /^Extend it until/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Select nothing' }));
    await user.click(screen.getByRole('button', { name: /^Extend it until/ }));
    expect(here).toMatchObject({
      name: 'change',
      targets: { kind: 'query', query: { filters: ['endingSoon'], open: [] } },
      action: { kind: 'setEnd', end: { kind: 'on', day: '2026-12-16' } },
    });
  });

  it('extends to a day that is chosen first', async () => {
    const { user } = await setup();
    await user.click(await tick('Spring sequencing'));
    await user.click(screen.getByRole('button', { name: 'Extend 1 share…' }));
    await user.click(await screen.findByRole('button', { name: 'Use this date' }));
    expect(here).toMatchObject({ action: { kind: 'setEnd', end: { kind: 'on', day: '2026-12-16' } } });
  });
});

describe('the menu of a row', () => {
  it('takes one person out of everything', async () => {
    const { user } = await setup();
    await byPerson(user);
    await user.click(await screen.findByRole('button', { name: 'More for Tomás Ferreira' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Remove everywhere…' }));
    expect(here).toEqual({ name: 'change', targets: { kind: 'person', id: tomas.id }, action: { kind: 'stop' } });
  });

  it('opens a person’s page, and comes back to the list as it was', async () => {
    const { user } = await setup();
    await byPerson(user);
    await user.type(screen.getByRole('searchbox'), 'stein');
    await user.click(await screen.findByRole('button', { name: 'Marcus Stein' }));
    expect(here).toEqual({ name: 'subject', id: { kind: 'person', id: marcus.id } });
    await user.click(screen.getByRole('button', { name: 'Back' }));
    expect(await screen.findByRole('searchbox')).toHaveValue('stein');
    expect(screen.getByRole('radio', { name: 'By person' })).toBeChecked();
  });

  it('leads from the name of a share to its page', async () => {
    const { user } = await setup();
    await user.click(screen.getByRole('button', { name: 'Results' }));
    expect(here).toMatchObject({ name: 'collection', path: '/Results/' });
  });

  it('copies the link of a share', async () => {
    const { user, ipc } = await setup();
    await user.click(await screen.findByRole('button', { name: 'More for Results' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Copy link' }));
    expect(ipc.clipboard[0]).toContain('origin_path=%2FResults%2F');
  });

  it('says why a role can’t change something', async () => {
    const { user } = await setup();
    await user.click(await screen.findByRole('button', { name: 'More for Facility runs' }));
    expect(await screen.findByRole('menuitem', { name: /^Change level…/ })).toHaveTextContent(
      'Your role on this shared folder does not allow changes.',
    );
  });

  it('points a lost folder to its new place, which can’t be the old one', async () => {
    const { user } = await setup();
    await user.click(screen.getByRole('button', { name: 'Point to new place' }));
    const dialog = await screen.findByRole('dialog', { name: 'Where is Gel images 2024 now?' });
    await user.type(within(dialog).getByRole('textbox'), '/');
    await user.click(within(dialog).getByRole('button', { name: 'See what will change' }));
    expect(within(dialog).getByText(/That is the place that was not found/)).toBeVisible();
    await user.clear(within(dialog).getByRole('textbox'));
    await user.type(within(dialog).getByRole('textbox'), 'moved/gels');
    await user.click(within(dialog).getByRole('button', { name: 'See what will change' }));
    expect(here).toMatchObject({
      targets: { kind: 'folder', path: '/' },
      action: { kind: 'pointTo', path: '/moved/gels/' },
    });
  });
});

describe('with the keyboard alone', () => {
  it('moves, opens, ticks and steps into a row', async () => {
    const { user } = await setup();
    const first = rows()[0];
    first?.focus();
    expect(rows().filter((row) => row.tabIndex === 0)).toHaveLength(1);
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(rows()[0]).toHaveAttribute('aria-expanded', 'true'));
    await waitFor(() => expect(rows()[1]).toHaveAttribute('aria-level', '2'));
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(focused()).toBe('2');
    await user.keyboard('{ArrowLeft}');
    expect(focused()).toBe('0');
    await user.keyboard(' ');
    await waitFor(() => expect(ticked()).toHaveLength(1));
    await user.keyboard('{ArrowLeft}');
    await waitFor(() => expect(rows()[0]).toHaveAttribute('aria-expanded', 'false'));
    await user.keyboard('{ArrowRight}{ArrowRight}');
    const [again] = rows();
    expect(document.activeElement).toBe(within(again ?? document.body).getByRole('checkbox'));
    await user.keyboard('{Escape}{End}');
    expect(focused()).toBe(String(rows().length - 1));
    await user.keyboard('{Control>}a{/Control}');
    expect(await screen.findByText('All 22 shares')).toBeVisible();
  });
});

describe('looking after more', () => {
  it('adds a shared folder by its id, and reads again', async () => {
    const { user, ipc } = await setup();
    await user.click(screen.getByRole('button', { name: 'Add a shared folder by id or link' }));
    await user.click(screen.getByRole('button', { name: 'Add it' }));
    expect(screen.getByRole('textbox', { name: /Id or link/ })).toBeInvalid();
    await user.type(screen.getByRole('textbox', { name: /Id or link/ }), 'eeeeeeee-0000-4000-9000-000000000077');
    await user.click(screen.getByRole('button', { name: 'Add it' }));
    await waitFor(() => expect(ipc.audit.readings).toBe(1));
  });

  it('counts "changed" from when the page was left for good, not for a step and back', async () => {
    const { user, ipc } = await setup();
    await byPerson(user);
    await user.click(await screen.findByRole('button', { name: 'Marcus Stein' }));
    expect(ipc.audit.visits).toBe(0);
    await user.click(screen.getByRole('button', { name: 'Home' }));
    await waitFor(() => expect(ipc.audit.visits).toBe(1));
  });
});
