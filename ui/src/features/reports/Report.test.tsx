import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AuditQuery } from '../../ipc/bindings';
import { axeViolations } from '../../test/axe';
import { renderApp } from '../../test/render';

const QUERY: AuditQuery = { view: 'shares', filters: [], search: '', sort: 'firstEnd', descending: false, open: [] };

async function setup(query: Partial<AuditQuery> = {}) {
  const view = renderApp({ start: { name: 'report', query: { ...QUERY, ...query } } });
  await view.ipc.refreshAudit(() => undefined);
  await screen.findByRole('table', { name: 'The rows' });
  return view;
}

describe('report', () => {
  it('is made of tables whose pictures are said in words', async () => {
    await setup({ search: 'results' });
    const timeline = await screen.findByRole('table', { name: 'End dates to come' });
    expect(within(timeline).getByRole('row', { name: /^September 2026 (none|\d+ permissions?)/ })).toBeVisible();
    const matrix = await screen.findByRole('table', { name: 'Who reaches what' });
    expect(within(matrix).getAllByRole('cell', { name: 'View' }).length).toBeGreaterThan(0);
    expect(within(matrix).getAllByRole('cell', { name: 'Nothing' }).length).toBeGreaterThan(0);
    expect(screen.getByText(/This report holds personal data/)).toBeVisible();
  });

  it('says that it is narrowed', async () => {
    await setup({ filters: ['endingSoon'] });
    expect(screen.getByText(/Only what the search and the filters/)).toBeVisible();
  });

  it('saves a table with or without the sign for Excel', async () => {
    const { user, ipc } = await setup();
    expect(screen.queryByText(/Only what the search/)).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Save as CSV…' }));
    const tick = await screen.findByRole('checkbox', { name: 'For Excel' });
    expect(tick).toBeChecked();
    await user.click(tick);
    await user.click(screen.getByRole('button', { name: 'Choose where…' }));
    expect(await screen.findByText(/^Saved as .*Guestlist shares 2026-09-17 \(personal data\)\.csv$/)).toBeVisible();
    expect(ipc.past.saved[0]?.withBom).toBe(false);
  });

  it('stays where it is when the dialog is closed', async () => {
    const { user, ipc } = await setup();
    ipc.past.closesDialog = true;
    await user.click(screen.getByRole('button', { name: 'Save calendar…' }));
    expect(screen.queryByText(/Saved as/)).not.toBeInTheDocument();
    ipc.past.closesDialog = false;
    await user.click(screen.getByRole('button', { name: 'Save calendar…' }));
    expect(await screen.findByText(/end dates 2026-09-17 \(personal data\)\.ics/)).toBeVisible();
  });

  it('prints', async () => {
    const { user, ipc } = await setup();
    await user.click(screen.getByRole('button', { name: 'Print…' }));
    expect(ipc.past.printed).toBe(1);
  });

  it('is reached from My shares, with what is looked for there', async () => {
    const view = renderApp({ start: { name: 'shares', focus: 'endingSoon' } });
    await view.user.click(await screen.findByRole('button', { name: 'Report…' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Report' })).toHaveFocus();
    expect(screen.getByText(/Only what the search and the filters/)).toBeVisible();
    const rail = within(screen.getByRole('navigation', { name: 'Main' }));
    await view.user.click(rail.getByRole('link', { name: /My shares/ }));
    await view.user.click(await screen.findByRole('button', { name: 'History: 2 ended shares' }));
    expect(await screen.findByRole('radio', { name: 'Ended' })).toBeChecked();
  });

  it('is accessible', async () => {
    await setup({ search: 'results' });
    expect(await axeViolations()).toEqual([]);
  });
});
