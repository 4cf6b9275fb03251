import { useLayoutEffect, useRef, useState } from 'react';

type Functions = Record<string, (...args: never[]) => unknown>;

/**
 * The same functions at every drawing; each does what the latest one of its name would. For lists: a row that gets them
 * need not be drawn again when only they have changed.
 */
export function useSteady<T extends { [Name in keyof T]: (...args: never[]) => unknown }>(latest: T): T {
  const kept = useRef<T>(latest);
  useLayoutEffect(() => {
    kept.current = latest;
  });
  const [steady] = useState(() => {
    const call =
      (name: string) =>
      (...args: never[]) =>
        (kept.current as Functions)[name]?.(...args);
    return Object.fromEntries(Object.keys(latest).map((name) => [name, call(name)])) as T;
  });
  return steady;
}
