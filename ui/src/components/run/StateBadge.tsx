import { Check, CircleAlert, TriangleAlert, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ChangeState, GrantState } from '../../ipc/bindings';
import { Badge } from '../Badge';

/** Where a row of a share or a change is, in the words of its screen; a badge when it is over. */
export function StateBadge({
  kind,
  children,
}: {
  kind: GrantState['kind'] | ChangeState['kind'];
  children: ReactNode;
}) {
  switch (kind) {
    case 'shared':
    case 'done':
      return (
        <Badge tone="good" icon={Check}>
          {children}
        </Badge>
      );
    case 'failed':
      return (
        <Badge tone="danger" icon={CircleAlert}>
          {children}
        </Badge>
      );
    case 'conflict':
      return (
        <Badge tone="attn" icon={TriangleAlert}>
          {children}
        </Badge>
      );
    case 'undone':
    case 'leftOff':
      return <Badge icon={Undo2}>{children}</Badge>;
    case 'waiting':
    case 'sharing':
    case 'working':
    case 'readingBack':
      return children;
  }
}
