import { screen } from '@testing-library/react';
import { createFakeIpc, type FakeIpc, type FakeOptions } from '../../../ipc/fake';
import { renderApp } from '../../../test/render';
import type { pseudoMessages } from '../../../i18n/pseudo';

/** A sample folder on institutional storage. */
export const RESULTS = '/data/northfield/maple-trial/Results';

interface Open extends FakeOptions {
  paths?: string[];
  draftId?: string;
  /** Changes what the app answers before the screen opens. */
  prepare?: (ipc: FakeIpc) => void;
  messages?: ReturnType<typeof pseudoMessages>;
}

/** The window at the share flow, on sample data. */
export function openFlow({ paths = [RESULTS], draftId, prepare, messages, ...options }: Open = {}) {
  const ipc = createFakeIpc(options);
  prepare?.(ipc);
  return renderApp({
    ipc,
    start: { name: 'share', paths, ...(draftId !== undefined && { draftId }) },
    ...(messages && { messages }),
  });
}

/** The same, once the sheet is there. */
export async function openSheet(options: Open = {}) {
  const view = openFlow(options);
  const box = await screen.findByRole('combobox', { name: /Add guests/ });
  const add = async (typed: string, option: RegExp) => {
    // In one piece: what typing does letter by letter is the people box's own test.
    await view.user.click(box);
    await view.user.paste(typed);
    await view.user.click(await screen.findByRole('option', { name: option }));
  };
  return { ...view, box, add };
}

/** The same, at the review of a list of guests. */
export async function openReview(
  options: Open = {},
  guests: [string, RegExp][] = [
    ['jonas', /Jonas/],
    ['alex.kim', /Alex Kim/],
  ],
) {
  const view = await openSheet(options);
  for (const [typed, option] of guests) await view.add(typed, option);
  await view.user.click(screen.getByRole('button', { name: /^Review/ }));
  await screen.findByRole('heading', { level: 1, name: 'Check the guest list' });
  return view;
}
