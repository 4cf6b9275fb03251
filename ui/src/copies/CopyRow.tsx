import { Check, CircleAlert, CircleSlash, CloudUpload, Server } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Badge } from '../components/Badge';
import { Button } from '../components/Button';
import { useMoments } from '../components/useMoments';
import type { Copy } from '../ipc/bindings';
import { useNavigation } from '../navigation/navigation';
import { useTimeZone } from '../time/Clock';
import styles from './Copies.module.css';
import { CopyBar } from './CopyBar';
import { isUnfinished, standingOf } from './state';
import { useCopyWords } from './useCopyWords';

/** One copy in a list: what, where to, where it stands, and the way to its page. */
export function CopyRow({ copy }: { copy: Copy }) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const { end } = useCopyWords();
  const Icon = copy.method === 'upload' ? CloudUpload : Server;
  return (
    <li className={styles.row}>
      <span className={styles.icon}>
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      </span>
      <div className={styles.words}>
        <p>
          <strong>{copy.label}</strong>{' '}
          <span className={styles.line}>
            <FormattedMessage id="copy.toPlace" values={{ place: end(copy.destination) }} />
          </span>
        </p>
        <p className={styles.state}>
          <CopyStateBadge copy={copy} /> <Told copy={copy} />
        </p>
        {isUnfinished(copy) && <CopyBar copy={copy} />}
      </div>
      <Button
        size="small"
        aria-label={intl.formatMessage({ id: 'copy.showOf' }, { name: copy.label })}
        onClick={() => navigate({ name: 'copy', id: copy.id })}
      >
        <FormattedMessage id="copy.show" />
      </Button>
    </li>
  );
}

/** Where it stands, in words with an icon where that deserves a look. */
export function CopyStateBadge({ copy }: { copy: Copy }) {
  const { state } = useCopyWords();
  switch (standingOf(copy.state)) {
    case 'running':
      return <span>{state(copy)}</span>;
    case 'needsYou':
      return (
        <Badge tone="attn" icon={CircleAlert}>
          {state(copy)}
        </Badge>
      );
    case 'complete':
      return (
        <Badge tone="good" icon={Check}>
          {state(copy)}
        </Badge>
      );
    case 'over':
      return <Badge icon={CircleSlash}>{state(copy)}</Badge>;
  }
}

/** Who gets it, while that waits; when it was over, afterwards. */
function Told({ copy }: { copy: Copy }) {
  const { moment } = useMoments(useTimeZone());
  const guests = copy.waiting.reduce((sum, share) => sum + share.guests, 0);
  if (guests > 0) return <FormattedMessage id="copy.thenShared" values={{ count: guests }} />;
  if (copy.endedAt === null) return null;
  return <FormattedMessage id="copy.endedAt" values={{ time: moment(copy.endedAt) }} />;
}
