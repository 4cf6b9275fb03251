import { renderHook } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { useSteady } from './useSteady';

describe('functions for rows of lists', () => {
  it('stay the same ones and do what the latest would', () => {
    const first = vi.fn<(key: string) => string>();
    const second = vi.fn<(key: string) => string>(() => 'second');
    const { result, rerender } = renderHook(
      ({ onOpen }: { onOpen: (key: string) => string }) => useSteady({ onOpen }),
      {
        initialProps: { onOpen: first },
      },
    );
    const before = result.current;
    rerender({ onOpen: second });
    expect(result.current).toBe(before);
    expect(before.onOpen('row')).toBe('second');
    expect(second).toHaveBeenCalledWith('row');
    expect(first).not.toHaveBeenCalled();
  });
});
