import { Fragment, type ReactNode, type RefObject } from 'react';
import { useWindowed } from './useWindowed';

/** What the `li` of a windowed list needs: its place among all, and to be measured. */
export interface ItemProps {
  'data-index': number;
  'aria-posinset': number;
  'aria-setsize': number;
  ref: (element: HTMLElement | null) => void;
}

interface WindowedItemsProps<T> {
  items: readonly T[];
  keyOf: (item: T) => string;
  /** Height in pixels before an item was measured. */
  estimate: number;
  /** The list around them. */
  frame: RefObject<HTMLElement | null>;
  children: (item: T, props: ItemProps) => ReactNode;
}

/** The items of a `ul`; of a long one, those in sight. */
export function WindowedItems<T>({ items, keyOf, estimate, frame, children }: WindowedItemsProps<T>) {
  const keys = items.map(keyOf);
  const { shown, before, after, measure } = useWindowed(keys, () => estimate, frame);
  return (
    <>
      {before > 0 && <li aria-hidden="true" style={{ blockSize: before }} />}
      {shown.map((index) => {
        const item = items[index];
        return item === undefined ? null : (
          <Fragment key={keys[index]}>
            {children(item, {
              'data-index': index,
              'aria-posinset': index + 1,
              'aria-setsize': items.length,
              ref: measure,
            })}
          </Fragment>
        );
      })}
      {after > 0 && <li aria-hidden="true" style={{ blockSize: after }} />}
    </>
  );
}
