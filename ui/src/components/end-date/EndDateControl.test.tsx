import { act, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { axeViolations } from '../../test/axe';
import { dateWords, literalText } from '../../test/literalText';
import { renderInApp } from '../../test/render';
import { pseudoMessages } from '../../i18n/pseudo';
import { EndDateControl } from './EndDateControl';
import type { EndValue } from './endValue';

const december: EndValue = { kind: 'on', day: '2026-12-18' };

type Props = Partial<Parameters<typeof EndDateControl>[0]>;

function setup({ value: start = december, ...props }: Props = {}, options = {}) {
  const onChange = vi.fn();
  function Holder() {
    const [value, setValue] = useState<EndValue>(start);
    return (
      <EndDateControl
        name="Alex Kim"
        {...props}
        value={value}
        onChange={(next) => {
          onChange(next);
          setValue(next);
        }}
      />
    );
  }
  return { onChange, ...renderInApp(<Holder />, options) };
}

async function open(user: ReturnType<typeof setup>['user']) {
  await user.click(screen.getByRole('button', { name: /End date for Alex Kim/ }));
  return screen.findByRole('dialog', { name: 'When does it end for Alex Kim?' });
}

const field = () => screen.getByRole('textbox', { name: 'Date' });
const use = () => screen.getByRole('button', { name: 'Use this date' });

describe('EndDateControl', () => {
  it('shows the day and how far away it is', () => {
    setup();
    expect(screen.getByText('Fri 18 Dec 2026')).toBeVisible();
    expect(screen.getByText('in 92 days')).toBeVisible();
  });

  it('starts in the typed field and states the exact moment, zone and offset', async () => {
    const { user } = setup();
    const dialog = await open(user);
    expect(field()).toHaveFocus();
    expect(field()).toHaveValue('18 Dec 2026');
    expect(within(dialog).getByText('Ends Fri 18 Dec 2026, 23:59 your time')).toBeVisible();
    // Chicago leaves daylight-saving time in November.
    expect(within(dialog).getByText('Chicago, UTC−6 on that day. In 92 days.')).toBeVisible();
  });

  it('takes what is typed, with Enter', async () => {
    const { user, onChange } = setup();
    await open(user);
    await user.clear(field());
    await user.type(field(), '+30');
    expect(screen.getByText('Ends Sat 17 Oct 2026, 23:59 your time')).toBeVisible();
    expect(screen.getByText('Chicago, UTC−5 on that day. In 30 days.')).toBeVisible();
    await user.keyboard('{Enter}');
    expect(onChange).toHaveBeenLastCalledWith({ kind: 'on', day: '2026-10-17' });
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('takes a quick choice and shows its date', async () => {
    const { user, onChange } = setup();
    await open(user);
    await user.click(screen.getByRole('radio', { name: /1 year/ }));
    expect(field()).toHaveValue('17 Sep 2027');
    await user.click(use());
    expect(onChange).toHaveBeenLastCalledWith({ kind: 'on', day: '2027-09-17' });
  });

  it('takes a day of the calendar with the keys', async () => {
    const { user, onChange } = setup();
    await open(user);
    act(() => screen.getByRole('button', { name: /Friday,? 18 December 2026/ }).focus());
    await user.keyboard('{ArrowDown}{ArrowRight}');
    await waitFor(() => expect(screen.getByRole('button', { name: /Saturday,? 26 December 2026/ })).toHaveFocus());
    await user.keyboard('{PageDown}');
    await waitFor(() => expect(screen.getByRole('button', { name: /26 January 2027/ })).toHaveFocus());
    await user.keyboard('{Enter}');
    expect(field()).toHaveValue('26 Jan 2027');
    await user.click(use());
    expect(onChange).toHaveBeenLastCalledWith({ kind: 'on', day: '2027-01-26' });
  });

  it('refuses a day that is over, says the first possible one, and keeps what was typed', async () => {
    const { user, onChange } = setup();
    await open(user);
    await user.clear(field());
    await user.type(field(), '18 Sep 2025');
    await user.click(use());
    expect(screen.getByText('That day is over. The first possible day is tomorrow, 18 Sep 2026.')).toBeVisible();
    expect(field()).toHaveValue('18 Sep 2025');
    expect(field()).toHaveAttribute('aria-invalid', 'true');
    expect(field()).toHaveAccessibleDescription(/That day is over/);
    expect(onChange).not.toHaveBeenCalled();
  });

  it.each([
    ['today', '17 Sep 2026', /That day is today/],
    ['nothing', ' ', /Type a date, or pick one below/],
    ['no date', 'some day', /not a date we can read/],
    ['no such day', '31.2.2027', /not a date we can read/],
    ['two readings', '05/06/2027', /can be read in two ways/],
  ])('refuses %s', async (_, typed, sentence) => {
    const { user, onChange } = setup();
    await open(user);
    await user.clear(field());
    await user.type(field(), `${typed}{Enter}`);
    expect(screen.getByText(sentence)).toBeVisible();
    expect(onChange).not.toHaveBeenCalled();
  });

  it('offers no day after the maximum of the storage, and says why', async () => {
    const { user, onChange } = setup({ value: { kind: 'on', day: '2026-10-01' }, maxDay: '2026-10-20' });
    await open(user);
    expect(screen.getByText(/This storage ends access after Tue 20 Oct 2026/)).toBeVisible();
    expect(screen.getByRole('radio', { name: /90 days/ })).toBeDisabled();
    expect(screen.getByRole('button', { name: /21 October 2026/ })).toHaveAttribute('aria-disabled', 'true');
    await user.clear(field());
    await user.type(field(), '18 Dec{Enter}');
    expect(screen.getByText('This storage allows no later day than Tue 20 Oct 2026.')).toBeVisible();
    expect(onChange).not.toHaveBeenCalled();
  });

  it('asks why there is no end date', async () => {
    const { user, onChange } = setup();
    await open(user);
    await user.click(screen.getByRole('radio', { name: /No end date/ }));
    await user.click(screen.getByRole('button', { name: 'Use no end date' }));
    expect(screen.getByText(/Pick a reason/)).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'It is an archive or a publication' }));
    await user.click(screen.getByRole('button', { name: 'Use no end date' }));
    expect(onChange).toHaveBeenLastCalledWith({ kind: 'never', reason: 'It is an archive or a publication' });
    expect(screen.getByText('No end date')).toBeVisible();
  });

  it('says that a reason is missing only after a button was pressed', async () => {
    const { user } = setup();
    await open(user);
    await user.click(screen.getByRole('radio', { name: /No end date/ }));
    expect(screen.queryByText(/Pick a reason/)).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Use no end date' }));
    expect(screen.getByText(/Pick a reason/)).toBeVisible();
  });

  it('takes a reason in own words, and can be kept from offering none at all', async () => {
    const { user, onChange, unmount } = setup();
    await open(user);
    await user.click(screen.getByRole('radio', { name: /No end date/ }));
    await user.click(screen.getByRole('radio', { name: 'Another reason' }));
    await user.type(screen.getByRole('textbox', { name: 'Your reason' }), 'Public data set');
    await user.click(screen.getByRole('button', { name: 'Use no end date' }));
    expect(onChange).toHaveBeenLastCalledWith({ kind: 'never', reason: 'Public data set' });
    unmount();

    const second = setup({ allowNever: false });
    await open(second.user);
    expect(screen.queryByRole('radio', { name: /No end date/ })).not.toBeInTheDocument();
  });

  it('uses the day for all guests', async () => {
    const apply = vi.fn();
    const { user } = setup({ useForAll: { count: 4, apply } });
    await open(user);
    await user.click(screen.getByRole('radio', { name: /7 days/ }));
    await user.click(screen.getByRole('button', { name: 'Use for all 4' }));
    expect(apply).toHaveBeenCalledWith({ kind: 'on', day: '2026-09-24' });
  });

  it('changes nothing on Esc and gives the focus back', async () => {
    const { user, onChange } = setup();
    await open(user);
    await user.clear(field());
    await user.type(field(), '+7');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(onChange).not.toHaveBeenCalled();
    await waitFor(() => expect(screen.getByRole('button', { name: /End date for Alex Kim/ })).toHaveFocus());
  });

  it('is accessible', async () => {
    const { user } = setup({ maxDay: '2027-01-31' });
    await open(user);
    expect(await axeViolations()).toEqual([]);
  });

  it('takes all words from the catalogue', async () => {
    const { user } = setup({}, { messages: pseudoMessages() });
    await user.click(screen.getByRole('button', { expanded: false }));
    await screen.findByRole('dialog');
    // The calendar's own names are react-aria's, which has its own catalogues.
    const aria =
      /[A-Za-z]*(?:Calendar|Next|Previous|Dismiss|Selected|selected|Date|Today|First|Last|available|date|month)[A-Za-z]*/;
    expect(literalText(['Alex Kim', 'Chicago', dateWords, aria])).toEqual([]);
  });
});
