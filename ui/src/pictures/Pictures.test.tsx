import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { axeViolations } from '../test/axe';
import { renderApp } from '../test/render';

const MAPLE = 'eeeeeeee-0000-4000-9000-000000000002';

describe('pictures', () => {
  it('show on the page by person what the search leaves, as tables with words', async () => {
    const { user } = renderApp({ start: { name: 'shares' } });
    await screen.findByRole('treegrid');
    expect(screen.queryByRole('button', { name: 'End dates to come' })).toBeNull();
    await user.click(screen.getByRole('radio', { name: 'By person' }));
    await user.type(screen.getByRole('searchbox'), 'jonas');
    await user.click(await screen.findByRole('button', { name: 'Who reaches what' }));
    const matrix = await screen.findByRole('table', { name: 'Who reaches what' });
    await waitFor(() => expect(within(matrix).getAllByRole('rowheader')).toHaveLength(1));
    expect(within(matrix).getByRole('rowheader', { name: 'Jonas Lindqvist' })).toBeVisible();
    expect(within(matrix).getAllByRole('cell', { name: 'View' })).toHaveLength(1);
    expect(await axeViolations()).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'End dates to come' }));
    expect(screen.queryByRole('table', { name: 'Who reaches what' })).toBeNull();
    const timeline = await screen.findByRole('table', { name: 'End dates to come' });
    expect(within(timeline).getByRole('row', { name: /^September 2026 1 share Spring sequencing/ })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'End dates to come', expanded: true }));
    expect(screen.queryByRole('table', { name: 'End dates to come' })).toBeNull();
  });

  it('show on the page of a collection what is shared there, and nothing else', async () => {
    const { user } = renderApp({ start: { name: 'collection', id: MAPLE } });
    await user.click(await screen.findByRole('button', { name: 'Who reaches what' }));
    const matrix = await screen.findByRole('table', { name: 'Who reaches what' });
    const heads = within(matrix).getAllByRole('columnheader');
    expect(heads.map(({ textContent }) => textContent).sort()).toEqual(['Guest', 'Maple trial 2026', 'Results']);
    const alex = within(matrix).getByRole('row', { name: /^Alex Kim/ });
    expect(
      within(alex)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent)
        .sort(),
    ).toEqual(['Change', 'View']);
  });
});
