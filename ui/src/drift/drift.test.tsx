import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderInApp } from '../test/render';
import { FolderWatch } from './FolderWatch';

describe('watching a folder', () => {
  it('looks into the folder only when it is asked to, and pins it', async () => {
    const { user, ipc } = renderInApp(<FolderWatch collectionId="c1" path="/Results/" name="Results" />);
    const look = vi.spyOn(ipc, 'folderDrift');
    const question = screen.getByRole('button', { name: 'What was added to Results?' });
    expect(look).not.toHaveBeenCalled();
    await user.click(question);
    expect(await screen.findByText(/were added to/)).toHaveTextContent('12 files and folders were added to Results');
    await user.click(screen.getByRole('button', { name: 'Watch this folder' }));
    await waitFor(() => expect(ipc.past.pinned).toHaveLength(1));
    await user.click(await screen.findByRole('button', { name: 'Count from now what is added to Results' }));
    expect(await screen.findByText(/Nothing was added to/)).toBeVisible();
    expect(look).toHaveBeenCalledOnce();
  });
});
