import { Check, CircleAlert, TriangleAlert, Undo2 } from 'lucide-react';
import { FormattedMessage } from 'react-intl';
import { Badge } from '../../../components/Badge';
import type { ChangeState } from '../../../ipc/bindings';

/** Where a row is, in words; a badge when it is over. */
export function StateWords({ state: { kind } }: { state: ChangeState }) {
  const words = <FormattedMessage id={`change.state.${kind}`} />;
  switch (kind) {
    case 'done':
      return (
        <Badge tone="good" icon={Check}>
          {words}
        </Badge>
      );
    case 'failed':
      return (
        <Badge tone="danger" icon={CircleAlert}>
          {words}
        </Badge>
      );
    case 'conflict':
      return (
        <Badge tone="attn" icon={TriangleAlert}>
          {words}
        </Badge>
      );
    case 'undone':
    case 'leftOff':
      return <Badge icon={Undo2}>{words}</Badge>;
    case 'waiting':
    case 'working':
    case 'readingBack':
      return words;
  }
}
