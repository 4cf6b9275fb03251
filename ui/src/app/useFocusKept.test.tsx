import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef, useState, type ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { useFocusKept } from './useFocusKept';

function Frame({ children }: { children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  useFocusKept(frame);
  return <div ref={frame}>{children}</div>;
}

/** Entries that are forgotten one by one, below a banner that can be closed. */
function Entries({ drawn = false }: { drawn?: boolean }) {
  const [entries, setEntries] = useState(['first', 'second', 'third']);
  const [banner, setBanner] = useState(true);
  return (
    <Frame>
      {banner && <button onClick={() => setBanner(false)}>OK, I know</button>}
      <h2>Entries</h2>
      <ul>
        {entries.map((entry, index) => (
          <li key={entry} data-index={drawn ? index : undefined}>
            <button onClick={() => setEntries(entries.filter((other) => other !== entry))}>Forget {entry}</button>
          </li>
        ))}
      </ul>
      {entries.length === 0 && <p>Nothing is here.</p>}
      <p hidden>
        <button>Hidden</button>
      </p>
    </Frame>
  );
}

const button = (name: string) => screen.getByRole('button', { name });
async function press(name: string) {
  button(name).focus();
  await userEvent.setup().keyboard('{Enter}');
}

describe('focus of what goes away', () => {
  it('moves to the next row, then to the one before, then to the heading', async () => {
    render(<Entries />);
    await press('Forget second');
    await waitFor(() => expect(button('Forget third').closest('li')).toHaveFocus());
    await press('Forget third');
    await waitFor(() => expect(button('Forget first').closest('li')).toHaveFocus());
    await press('Forget first');
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Entries' })).toHaveFocus());
  });

  it('leaves rows and headings as they were once it goes on', async () => {
    render(<Entries />);
    await press('OK, I know');
    const heading = screen.getByRole('heading', { name: 'Entries' });
    await waitFor(() => expect(heading).toHaveFocus());
    button('Forget first').focus();
    expect(heading).not.toHaveAttribute('tabindex');
  });

  it('does not follow rows that are drawn as they come into sight', async () => {
    vi.useFakeTimers();
    render(<Entries drawn />);
    act(() => button('Forget second').focus());
    fireEvent.click(button('Forget second'));
    // What watches the page is told at the end of this turn.
    await act(() => Promise.resolve());
    act(() => void vi.runAllTimers());
    expect(screen.queryByRole('button', { name: 'Forget second' })).not.toBeInTheDocument();
    expect(document.body).toHaveFocus();
    vi.useRealTimers();
  });
});
