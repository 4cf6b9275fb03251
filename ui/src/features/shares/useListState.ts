import { useState } from 'react';

import type { AuditQuery } from '../../ipc/bindings';
import { useNavigation, type Route } from '../../navigation/navigation';
import { startQuery } from './model/listState';

/** What was looked at in each place, for coming back to it. A place that is left for good is forgotten with its route. */
const kept = new WeakMap<Route, AuditQuery>();

/** What the list shows. After a step to a change or a person's page and back, it is as it was. */
export function useListState(): [AuditQuery, (change: (query: AuditQuery) => AuditQuery) => void] {
  const { route } = useNavigation();
  const [query, setQuery] = useState(
    () => kept.get(route) ?? startQuery(route.name === 'shares' ? route.focus : undefined),
  );
  const change = (next: (query: AuditQuery) => AuditQuery) => {
    setQuery((before) => {
      const after = next(before);
      kept.set(route, after);
      return after;
    });
  };
  return [query, change];
}
