import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { SubjectId } from '../../ipc/bindings';
import {
  alex,
  createFakeIpc,
  eastlakeCore,
  jonas,
  marcus,
  nora,
  noraAtEastlake,
  tomas,
  whitfieldLab,
  type FakeIpc,
} from '../../ipc/fake';
import { pseudoMessages } from '../../i18n/pseudo';
import { axeViolations } from '../../test/axe';
import { dateWords, literalText } from '../../test/literalText';
import { renderApp } from '../../test/render';

const person = ({ id }: { id: string }): SubjectId => ({ kind: 'person', id });
const group = ({ id }: { id: string }): SubjectId => ({ kind: 'group', id });

/** The window at the page of somebody. */
function open(id: SubjectId, prepare?: (ipc: FakeIpc) => void, messages?: ReturnType<typeof pseudoMessages>) {
  const ipc = createFakeIpc();
  prepare?.(ipc);
  return renderApp({ ipc, start: { name: 'subject', id }, ...(messages && { messages }) });
}

const heading = (name: string) => screen.findByRole('heading', { level: 1, name });

/** The row of the table that names a folder first. */
async function rowOf(folder: string) {
  const table = await screen.findByRole('table');
  const row = within(table)
    .getAllByRole('row')
    .find((each) => each.querySelector('td')?.textContent.startsWith(folder));
  if (row === undefined) throw new Error(`no row for ${folder}`);
  return row;
}

describe('the page of a person', () => {
  it('says in one line what they reach, and in the table through what', async () => {
    open(person(alex));
    await waitFor(async () => expect(await heading('Alex Kim')).toHaveFocus());
    expect(
      screen.getByText(/^Can change files in 1 of \d shared folders; the first one ends in 92 days\./),
    ).toBeVisible();
    expect(screen.getByText('alex.kim@northfield.example')).toBeVisible();
    expect(await rowOf('Results')).toHaveTextContent(/No effect.*in Maple trial 2026.*A share of their own/);
    expect(await rowOf('Spring sequencing')).toHaveTextContent(/Group Whitfield Lab/);
    expect(await rowOf('Teaching set')).toHaveTextContent(/Open to anyone.*No end date.*teaching/);
    expect(await axeViolations()).toEqual([]);
  });

  it('asks from a row why they can’t open the folder', async () => {
    const { user } = open(person(alex));
    await user.click(within(await rowOf('Results')).getByRole('button', { name: 'Why can’t Alex Kim open Results?' }));
    await heading('Maple trial 2026');
    expect(await screen.findByRole('heading', { level: 3, name: 'Why can’t Alex open Results?' })).toBeVisible();
  });

  it('offers controls only for what is their own', async () => {
    open(person(alex));
    expect(
      within(await rowOf('Results')).getByRole('button', { name: /Stop sharing Results with Alex Kim/ }),
    ).toBeVisible();
    expect(within(await rowOf('Spring sequencing')).queryByRole('button', { name: /Stop|Level|End/ })).toBeNull();
    expect(within(await rowOf('Teaching set')).getAllByRole('button')).toHaveLength(1);
  });

  it('leads to the preview of a removal from everywhere, and back', async () => {
    const { user, ipc } = open(person(alex));
    const plan = vi.spyOn(ipc, 'planChange');
    await user.click(await screen.findByRole('button', { name: 'Remove everywhere…' }));
    await heading('Check what ends');
    expect(plan).toHaveBeenCalledWith({ kind: 'person', id: alex.id }, { kind: 'stop' });
    await user.click(screen.getByRole('button', { name: 'Back' }));
    expect(await heading('Alex Kim')).toBeVisible();
  });

  it('changes level, end and stop of one row through the same preview, by the keyboard', async () => {
    const { user, ipc } = open(person(marcus));
    const plan = vi.spyOn(ipc, 'planChange');
    const level = within(await rowOf('Spring sequencing')).getByRole('button', { name: /Level for Spring sequencing/ });
    level.focus();
    await user.keyboard('{Enter}{ArrowDown}{Enter}');
    await heading('Check the new level');
    const [rule] = ipc.audit.world.grants.filter(
      ({ access }) => access.to === 'guest' && access.guest.id === marcus.id,
    );
    const targets = {
      kind: 'rules',
      rules: [{ collectionId: rule?.collection.id, ruleId: rule?.id }],
    };
    expect(plan).toHaveBeenLastCalledWith(targets, { kind: 'setLevel', permissions: 'rw' });
    await user.click(screen.getByRole('button', { name: 'Back' }));
    within(await rowOf('Spring sequencing'))
      .getByRole('button', { name: 'Stop sharing Spring sequencing with Marcus Stein' })
      .focus();
    await user.keyboard('{Enter}');
    await heading('Check what ends');
    expect(plan).toHaveBeenLastCalledWith(targets, { kind: 'stop' });
  });

  it('says why a row can’t be changed', async () => {
    open(person(marcus));
    expect(await rowOf('Facility runs')).toHaveTextContent('Your role on Facility runs does not allow changes.');
  });

  it('says which role somebody has', async () => {
    open(person(tomas));
    expect(await rowOf('Maple trial 2026')).toHaveTextContent(/The administrator role.*With the role/);
  });

  it('names groups that they may be in, which lead to their own pages', async () => {
    const { user } = open(person(jonas), (ipc) => {
      const ask = ipc.subjectPage;
      ipc.subjectPage = async (id) => ({ ...(await ask(id)), unknownGroups: [eastlakeCore] });
    });
    expect(await screen.findByText(/They may also be in/)).toHaveTextContent('They may also be in Eastlake Core.');
    await user.click(screen.getByRole('button', { name: 'Eastlake Core' }));
    expect(await heading('Eastlake Core')).toBeVisible();
    await user.click(screen.getByRole('link', { name: 'Jonas Lindqvist' }));
    expect(await heading('Jonas Lindqvist')).toBeVisible();
  });

  it('shows one’s own other sign-ins, and does not take oneself out of everything', async () => {
    open(person(nora), (ipc) => {
      const ask = ipc.subjectPage;
      ipc.subjectPage = async () => {
        const page = await ask(person(tomas));
        return {
          ...page,
          subject: { ...page.subject, isMe: true },
          linked: [{ ...alex, id: noraAtEastlake.id, username: noraAtEastlake.username }],
        };
      };
    });
    expect(await screen.findByRole('button', { name: noraAtEastlake.username })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Remove everywhere…' })).not.toBeInTheDocument();
  });

  it('copies all of it as text', async () => {
    const { user, ipc } = open(person(jonas));
    await user.click(await screen.findByRole('button', { name: 'Copy as text' }));
    expect(ipc.clipboard[0]).toMatch(
      /^Jonas Lindqvist \(j\.lindqvist@alpen\.example\)\nCan view 2 shared folders; the first one ends in 6 days\.\nAs of Thu 17 Sep 2026, 09:10:\n- Spring sequencing \(Spring sequencing\): view and download, until Wed 23 Sep 2026\. A share of their own\.\n- Teaching set/,
    );
  });

  it('shows what is known while offline, and changes nothing', async () => {
    open(person(alex), (ipc) => {
      const ask = ipc.auditState;
      ipc.auditState = async () => ({ ...(await ask()), failed: { code: 'Offline' } });
    });
    expect(await screen.findByText('You are offline. This is from 09:10.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Remove everywhere…' })).toHaveAttribute('aria-disabled', 'true');
    expect(within(await rowOf('Results')).queryByRole('button')).toBeNull();
    expect(await axeViolations()).toEqual([]);
  });

  it('says so when there is nobody', async () => {
    open(person({ id: 'nobody' }));
    expect(await heading('This page could not be shown')).toBeVisible();
    expect(screen.getByText('What it means')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });

  it('draws long lists by what is in sight', async () => {
    // jsdom has no layout: what scrolls is as high as the window, and a row as high as a row.
    const heights = [
      vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(73),
      vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(760),
    ];
    open(person(jonas), (ipc) => {
      const ask = ipc.subjectPage;
      ipc.subjectPage = async (id) => {
        const page = await ask(id);
        const [grant] = page.grants;
        if (grant === undefined) throw new Error('there is a grant');
        return { ...page, grants: Array.from({ length: 400 }, (_, index) => ({ ...grant, key: `grant-${index}` })) };
      };
    });
    const table = await screen.findByRole('table');
    expect(table).toHaveAttribute('aria-rowcount', '401');
    await waitFor(() => expect(within(table).getAllByRole('row').length).toBeGreaterThan(3));
    expect(within(table).getAllByRole('row').length).toBeLessThan(80);
    heights.forEach((height) => height.mockRestore());
  });
});

describe('the page of a group', () => {
  it('says how many are in it and who can add members', async () => {
    const { user, ipc } = open(group(whitfieldLab));
    await heading('Whitfield Lab');
    expect(screen.getByText('12 people')).toBeVisible();
    expect(screen.getByText('2 people can add more people')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    const plan = vi.spyOn(ipc, 'planChange');
    await user.click(screen.getByRole('button', { name: 'Remove everywhere…' }));
    await heading('Check what ends');
    expect(plan).toHaveBeenCalledWith({ kind: 'group', id: whitfieldLab.id }, { kind: 'stop' });
  });
});

describe('words', () => {
  it('all come from the catalogue', async () => {
    open(person(alex), undefined, pseudoMessages());
    await screen.findByRole('table');
    const data = ['Alex Kim', 'Whitfield Lab', /\S+@\S+/, 'Spring sequencing', 'Maple trial 2026', 'Results', 'AK'];
    const more = [
      'Teaching set',
      'teaching',
      'Maple trial partners',
      'Northfield University',
      'Nora Whitfield',
      'NW',
      'northfield.example',
    ];
    expect(literalText([...data, ...more, 'alex.kim@', 'Guestlist', dateWords])).toEqual([]);
  });
});
