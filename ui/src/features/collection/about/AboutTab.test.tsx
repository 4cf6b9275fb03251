import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { createFakeIpc } from '../../../ipc/fake';
import { useNavigation } from '../../../navigation/navigation';
import { axeViolations } from '../../../test/axe';
import { renderInApp } from '../../../test/render';
import CollectionPage from '../CollectionPage';
import { collectionId, openCollection, wentTo } from '../testing';

const field = (name: RegExp) => screen.findByRole('textbox', { name });

describe('about', () => {
  it.each([
    ['Maple trial 2026', /have links of their own/],
    ['Field notes', /on a personal computer, and Globus Connect Personal gives none/],
  ])('says of %s whether files have links of their own', async (name, words) => {
    await openCollection({ name, tab: 'about' });
    expect(await screen.findByText(words)).toBeVisible();
  });

  it('saves, and shows what is stored afterwards', async () => {
    const { user, ipc } = await openCollection({ tab: 'about' });
    const update = vi.spyOn(ipc, 'updateAbout');
    const name = await field(/^Name/);
    expect(name).toHaveAccessibleDescription(/Everyone with a Globus login can see this name/);
    expect(await axeViolations()).toEqual([]);
    await user.clear(name);
    await user.type(name, '  Maple trial 2027 ');
    await user.type(await field(/^Keywords/), 'maple, sugar,, maple');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Maple trial 2027' })).toBeVisible();
    expect(update.mock.calls[0]?.[1].keywords).toEqual(['maple', 'sugar']);
    expect(await field(/^Name/)).toHaveValue('Maple trial 2027');
  });

  it('says what is wrong beside the field, and keeps what was typed', async () => {
    const { user, ipc } = await openCollection({ tab: 'about' });
    const update = vi.spyOn(ipc, 'updateAbout');
    const mail = await field(/^Contact e-mail/);
    await user.clear(mail);
    await user.type(mail, 'nora at home');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(mail).toHaveAccessibleDescription(/not a whole e-mail address/);
    expect(mail).toHaveValue('nora at home');
    expect(update).not.toHaveBeenCalled();
  });

  it('keeps what was typed while one looks at another part', async () => {
    const { user } = await openCollection({ tab: 'about' });
    await user.type(await field(/^Description/), 'Sap and sugar');
    await user.click(screen.getByRole('tab', { name: 'Roles' }));
    await screen.findByRole('table', { name: 'People with a role' });
    await user.click(screen.getByRole('tab', { name: 'About (not saved)' }));
    expect(await field(/^Description/)).toHaveValue('Sap and sugar');
  });

  it('asks before one leaves without saving', async () => {
    const ipc = createFakeIpc();
    const id = collectionId(ipc, 'Maple trial 2026');
    function Window() {
      const { route, navigate } = useNavigation();
      return (
        <>
          <button onClick={() => navigate({ name: 'home' })}>{'away'}</button>
          {route.name === 'collection' && <CollectionPage id={id} tab="about" />}
          {route.name === 'home' && <p>{'at home'}</p>}
        </>
      );
    }
    const { user } = renderInApp(<Window />, { ipc, start: { name: 'collection', id } });
    await user.type(await field(/^Description/), 'Sap');
    await user.click(screen.getByRole('button', { name: 'away' }));
    await user.click(await screen.findByRole('button', { name: 'Stay here' }));
    expect(await field(/^Description/)).toHaveValue('Sap');
    await user.click(screen.getByRole('button', { name: 'away' }));
    await user.click(await screen.findByRole('button', { name: 'Leave without saving' }));
    expect(await screen.findByText('at home')).toBeVisible();
  });

  it('can only be read by other roles, which says why', async () => {
    const ipc = createFakeIpc();
    ipc.collections.may = { edit: false, delete: false, because: 'accessManager' };
    await openCollection({ ipc, tab: 'about' });
    expect(await screen.findByText('Only administrators change this.')).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.queryByRole('button', { name: /Delete/ })).toBeNull();
    expect(await axeViolations()).toEqual([]);
  });

  it('deletes only after the name was typed, and says what stays', async () => {
    const { user, ipc } = await openCollection({ tab: 'about' });
    const remove = vi.spyOn(ipc, 'deleteCollection');
    await user.click(await screen.findByRole('button', { name: 'Delete this shared folder…' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Delete the shared folder Maple trial 2026?' });
    expect(within(dialog).getByRole('button', { name: 'Keep it' })).toHaveFocus();
    expect(await within(dialog).findByText(/people and groups lose access/)).toHaveTextContent(
      'The files stay where they are: /data/northfield/maple-trial-2026/ on Northfield Research Storage.',
    );
    expect(await axeViolations()).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Delete the shared folder' }));
    expect(await within(dialog).findByText('That is not the name. Type it as it stands above.')).toBeVisible();
    expect(remove).not.toHaveBeenCalled();
    await user.type(within(dialog).getByRole('textbox'), 'Maple trial 2026{Enter}');
    await waitFor(() => expect(wentTo?.name).toBe('shares'));
    expect(remove).toHaveBeenCalledOnce();
    expect(screen.getByText('Maple trial 2026 is deleted. Its files are where they were.')).toBeVisible();
  });
});
