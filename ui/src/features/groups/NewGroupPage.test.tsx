import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { alex, createFakeIpc, jonas, type FakeIpc } from '../../ipc/fake';
import { axeViolations } from '../../test/axe';
import { renderApp } from '../../test/render';

function open(prepare: (ipc: FakeIpc) => void = () => undefined) {
  const ipc = createFakeIpc();
  prepare(ipc);
  return renderApp({ ipc, start: { name: 'newGroup', people: [alex, jonas] } });
}

const name = () => screen.getByRole('textbox', { name: /^Name/ });

describe('a new group', () => {
  it('is made of the people that were chosen elsewhere, with the keyboard alone', async () => {
    const { user } = open();
    await screen.findByRole('heading', { level: 1, name: 'Make a group' });
    expect(within(screen.getByRole('list', { name: 'People to invite' })).getAllByRole('listitem')).toHaveLength(2);
    expect(await axeViolations()).toEqual([]);
    name().focus();
    await user.keyboard('Reef week');
    screen.getByRole('button', { name: 'Make the group and invite 2 people' }).focus();
    await user.keyboard('{Enter}');
    const members = await screen.findByRole('table', { name: 'Members' });
    expect(screen.getByRole('heading', { level: 1, name: 'Reef week' })).toHaveFocus();
    expect(screen.getByText('Reef week is made.')).toBeInTheDocument();
    expect(within(members).getByRole('row', { name: /Jonas/ })).toHaveTextContent('Invited, no answer yet');
  });

  it('needs a name, and keeps what was typed while Globus asks for an OK', async () => {
    const { user, ipc } = open((fake) => {
      fake.groups.allowed = false;
    });
    await screen.findByRole('heading', { level: 1, name: 'Make a group' });
    await user.click(screen.getByRole('button', { name: /^Make the group/ }));
    expect(name()).toHaveFocus();
    expect(name()).toHaveAccessibleDescription(/Give the group a name/);
    await user.type(name(), 'Reef week');
    await user.click(screen.getByRole('button', { name: 'Take Jonas Lindqvist off the list' }));
    await user.click(screen.getByRole('button', { name: 'Make the group and invite 1 person' }));
    await user.click(await screen.findByRole('button', { name: 'Not now' }));
    expect(name()).toHaveValue('Reef week');
    ipc.groups.allowed = false;
    await user.click(screen.getByRole('button', { name: 'Make the group and invite 1 person' }));
    await user.click(await screen.findByRole('button', { name: 'Continue in the browser' }));
    ipc.finishSignIn();
    expect(await screen.findByRole('heading', { level: 1, name: 'Reef week' })).toBeInTheDocument();
  });

  it('says that it is there although nobody could be invited, and invites again from there', async () => {
    const { user } = open((fake) => {
      fake.groups.refuse = { code: 'Offline' };
    });
    await screen.findByRole('heading', { level: 1, name: 'Make a group' });
    await user.type(name(), 'Reef week');
    await user.click(screen.getByRole('button', { name: /^Make the group/ }));
    expect(await screen.findByText('The group is made, but nobody was invited.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Invite them…' }));
    await user.click(await screen.findByRole('button', { name: 'Invite 2 people' }));
    expect(await screen.findByText('2 people are invited.')).toBeInTheDocument();
    expect(screen.queryByText('The group is made, but nobody was invited.')).not.toBeInTheDocument();
  });
});
