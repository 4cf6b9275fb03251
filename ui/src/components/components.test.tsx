import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { IntlProvider } from 'react-intl';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { messages } from '../i18n/messages';
import { axeViolations } from '../test/axe';
import { renderInApp } from '../test/render';
import { useAnnounce } from './Announcer';
import { initials } from './Avatar';
import { Button } from './Button';
import { Checkbox } from './Checkbox';
import { ConfirmDialog } from './Dialog';
import { FilterChip } from './FilterChip';
import { FormattedBytes } from './FormattedBytes';
import { FormattedDay } from './FormattedDay';
import { GuestListCard, GuestRow } from './GuestList';
import { LevelSelect, type Level } from './LevelSelect';
import { ProgressBar } from './Progress';
import { SegmentedControl } from './SegmentedControl';
import { Cell, HeaderCell, Row, Table } from './Table';
import { TextField } from './TextField';
import { TOAST_TIME, useToast, useUndoWhileHere } from './Toast';

afterEach(() => vi.useRealTimers());

describe('Button', () => {
  it('does nothing while busy and stays in the tab order', async () => {
    const onClick = vi.fn();
    const { user } = renderInApp(
      <Button busy onClick={onClick}>
        Sharing…
      </Button>,
    );
    const button = screen.getByRole('button', { name: 'Sharing…' });
    await user.click(button);
    expect(onClick).not.toHaveBeenCalled();
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).not.toBeDisabled();
  });

  it('says why it can’t be used, and does not submit its form', async () => {
    const onSubmit = vi.fn();
    const { user } = renderInApp(
      <form onSubmit={onSubmit}>
        <Button type="submit" unavailable="Needs a connection">
          Change
        </Button>
      </form>,
    );
    const button = screen.getByRole('button', { name: 'Change' });
    expect(button).toHaveAccessibleDescription('Needs a connection');
    expect(screen.getByText('Needs a connection')).toBeVisible();
    await user.tab();
    expect(button).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(onSubmit).not.toHaveBeenCalled();
  });
});

describe('fields', () => {
  it('tie hint and error to the control', () => {
    renderInApp(
      <>
        <TextField label="Name" hint="As on the door" error="Too short" optional value="x" onChange={vi.fn()} />
        <Checkbox checked={false} onChange={vi.fn()} hint="Only once" error="Still needed">
          I know
        </Checkbox>
      </>,
    );
    const field = screen.getByRole('textbox', { name: 'Name (optional)' });
    expect(field).toHaveAccessibleDescription('Too short As on the door');
    expect(field).toBeInvalid();
    expect(screen.getByText('Too short').closest('[role=alert]')).toBeVisible();
    expect(screen.getByRole('checkbox')).toHaveAccessibleDescription('Still needed Only once');
  });
});

describe('LevelSelect', () => {
  function Holder({ onChange }: { onChange: (level: Level) => void }) {
    const [level, setLevel] = useState<Level>('r');
    return (
      <LevelSelect
        name="Alex Kim"
        value={level}
        onChange={(next) => {
          setLevel(next);
          onChange(next);
        }}
      />
    );
  }

  it('is chosen with the keys and named after level and guest', async () => {
    const onChange = vi.fn();
    const { user } = renderInApp(<Holder onChange={onChange} />);
    const button = screen.getByRole('button', { name: /Can view and download.*Level for Alex Kim/ });
    act(() => button.focus());
    await user.keyboard('{Enter}');
    await screen.findByRole('listbox');
    await user.keyboard('{ArrowDown}{Enter}');
    expect(onChange).toHaveBeenCalledWith('rw');
    await waitFor(() => expect(screen.getByRole('button', { name: /add, change and delete/ })).toHaveFocus());
  });

  it('says what write means, and changes nothing on Esc', async () => {
    const onChange = vi.fn();
    const { user } = renderInApp(<Holder onChange={onChange} />);
    await user.click(screen.getByRole('button'));
    expect(await screen.findByText('What they add belongs to you')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('listbox')).not.toBeInTheDocument());
    expect(onChange).not.toHaveBeenCalled();
  });
});

describe('ConfirmDialog', () => {
  it('focuses the safe answer, takes it on Esc, and gives the focus back', async () => {
    const onAct = vi.fn();
    function Holder() {
      const [open, setOpen] = useState(false);
      return (
        <>
          <Button onClick={() => setOpen(true)}>Stop…</Button>
          <ConfirmDialog
            open={open}
            onClose={() => setOpen(false)}
            title="Stop sharing Results with 14 people?"
            safeLabel="Keep sharing"
            actLabel="Stop sharing with 14"
            onAct={onAct}
          >
            They lose access at once. The files stay where they are.
          </ConfirmDialog>
        </>
      );
    }
    const { user } = renderInApp(<Holder />);
    await user.click(screen.getByRole('button', { name: 'Stop…' }));
    expect(await screen.findByRole('alertdialog', { name: /Stop sharing Results/ })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Keep sharing' })).toHaveFocus();
    expect(await axeViolations()).toEqual([]);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
    await waitFor(() => expect(screen.getByRole('button', { name: 'Stop…' })).toHaveFocus());
    expect(onAct).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Stop…' }));
    await user.click(await screen.findByRole('button', { name: 'Stop sharing with 14' }));
    expect(onAct).toHaveBeenCalledOnce();
  });
});

describe('toast', () => {
  function Shower({ onUndo }: { onUndo: () => void }) {
    const toast = useToast();
    return <button onClick={() => toast({ message: 'Alex Kim is off the list', onUndo })}>Remove</button>;
  }

  it('goes after ten seconds, but not while it is hovered', () => {
    vi.useFakeTimers();
    renderInApp(<Shower onUndo={vi.fn()} />);
    fireEvent.click(screen.getByRole('button', { name: 'Remove' }));
    const text = screen.getByText('Alex Kim is off the list');
    fireEvent.pointerEnter(text);
    act(() => void vi.advanceTimersByTime(TOAST_TIME * 2));
    expect(text).toBeVisible();
    fireEvent.pointerLeave(text);
    act(() => void vi.advanceTimersByTime(TOAST_TIME - 1));
    expect(text).toBeVisible();
    act(() => void vi.advanceTimersByTime(1));
    expect(text).not.toBeInTheDocument();
  });

  it('undoes once', async () => {
    const onUndo = vi.fn();
    const { user } = renderInApp(<Shower onUndo={onUndo} />);
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(onUndo).toHaveBeenCalledOnce();
    expect(screen.queryByText('Alex Kim is off the list')).not.toBeInTheDocument();
  });

  it('goes with the screen that it would undo something on', async () => {
    function Screen() {
      useUndoWhileHere();
      return <Shower onUndo={vi.fn()} />;
    }
    function Screens() {
      const [there, setThere] = useState(true);
      return (
        <>
          {there && <Screen />}
          <button onClick={() => setThere(false)}>Leave</button>
        </>
      );
    }
    const { user } = renderInApp(<Screens />);
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    expect(screen.getByText('Alex Kim is off the list')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Leave' }));
    expect(screen.queryByText('Alex Kim is off the list')).not.toBeInTheDocument();
  });
});

describe('announcements', () => {
  it('are polite or assertive', async () => {
    function Speaker() {
      const announce = useAnnounce();
      return (
        <>
          <button onClick={() => announce('2 of 4')}>progress</button>
          <button onClick={() => announce('Not shared', 'assertive')}>failure</button>
        </>
      );
    }
    const { user } = renderInApp(<Speaker />);
    await user.click(screen.getByRole('button', { name: 'progress' }));
    expect(screen.getByText('2 of 4').closest('[aria-live]')).toHaveAttribute('aria-live', 'polite');
    await user.click(screen.getByRole('button', { name: 'failure' }));
    expect(screen.getByText('Not shared').closest('[aria-live]')).toHaveAttribute('aria-live', 'assertive');
  });
});

describe('choices', () => {
  it('say what is on', async () => {
    const onChip = vi.fn();
    const onSegment = vi.fn();
    const { user } = renderInApp(
      <>
        <FilterChip on count={3} onChange={onChip}>
          Outside
        </FilterChip>
        <SegmentedControl
          label="View"
          value="share"
          onChange={onSegment}
          options={[
            { value: 'share', label: 'By share' },
            { value: 'person', label: 'By person' },
          ]}
        />
      </>,
    );
    await user.click(screen.getByRole('button', { name: 'Outside 3', pressed: true }));
    expect(onChip).toHaveBeenCalledWith(false);
    expect(screen.getByRole('radio', { name: 'By share' })).toBeChecked();
    await user.click(screen.getByRole('radio', { name: 'By person' }));
    expect(onSegment).toHaveBeenCalledWith('person');
  });
});

describe('lists', () => {
  it('are real lists, tables and progress bars', async () => {
    const onSort = vi.fn();
    const { user } = renderInApp(
      <>
        <GuestListCard label="Guest list">
          <GuestRow avatar={null} name="Alex Kim" lines={['alex.kim@northfield.example']} date="Fri 18 Dec 2026" />
        </GuestListCard>
        <Table caption="Shares">
          <thead>
            <tr>
              <HeaderCell sort="ascending" onSort={onSort}>
                Name
              </HeaderCell>
              <HeaderCell date>Ends</HeaderCell>
            </tr>
          </thead>
          <tbody>
            <Row selected>
              <Cell>Results</Cell>
              <Cell date label="Ends">
                Fri 18 Dec 2026
              </Cell>
            </Row>
          </tbody>
        </Table>
        <ProgressBar label="Sharing" done={2} total={4} />
      </>,
    );
    expect(within(screen.getByRole('list', { name: 'Guest list' })).getAllByRole('listitem')).toHaveLength(1);
    expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
    await user.click(screen.getByRole('button', { name: 'Name' }));
    expect(onSort).toHaveBeenCalledOnce();
    expect(screen.getByRole('progressbar', { name: 'Sharing' })).toHaveAttribute('aria-valuenow', '2');
    expect(screen.getByText('2 of 4')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });
});

describe('words for values', () => {
  it.each([
    ['2026-09-23', 'Wed 23 Sep 2026', 'in 6 days'],
    ['2026-09-17', 'Thu 17 Sep 2026', 'today'],
    ['2026-09-18', 'Fri 18 Sep 2026', 'tomorrow'],
    ['2026-09-16', 'Wed 16 Sep 2026', 'yesterday'],
    // Still the 18th in Chicago.
    ['2026-12-19T05:59:59Z', 'Fri 18 Dec 2026', 'in 92 days'],
  ])('%s is %s, %s', (value, day, relative) => {
    renderInApp(<FormattedDay value={value} />);
    expect(screen.getByText(day)).toBeVisible();
    expect(screen.getByText(relative)).toBeVisible();
  });

  it('gives the time where it counts', () => {
    renderInApp(<FormattedDay value="2026-12-19T05:59:59Z" withTime relative={false} />);
    expect(screen.getByText('Fri 18 Dec 2026, 23:59 your time')).toBeVisible();
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [4096, '4.1 KB'],
    [999_600, '1 MB'],
    [41_000_000, '41 MB'],
    [3_100_000_000, '3.1 GB'],
    [2_000_000_000_000_000, '2 PB'],
  ])('%d bytes are %s', (bytes, text) => {
    render(
      <IntlProvider locale="en" messages={messages}>
        <FormattedBytes value={bytes} />
      </IntlProvider>,
    );
    expect(screen.getByText(text)).toBeInTheDocument();
  });

  it.each([
    ['Alex Kim', 'AK'],
    ['Ana de la Cruz', 'AC'],
    ['j.lindqvist@alpen.example', 'JL'],
    ['Cher', 'C'],
    ['', ''],
  ])('the initials of “%s” are %s', (name, letters) => expect(initials(name)).toBe(letters));
});
