import { RotateCcw, Search } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../components/Announcer';
import { Banner } from '../components/Banner';
import { Button } from '../components/Button';
import { ConfirmDialog } from '../components/Dialog';
import { LinkButton } from '../components/LinkButton';
import { SegmentedControl } from '../components/SegmentedControl';
import { Spinner } from '../components/Spinner';
import { TextField } from '../components/TextField';
import { useToast } from '../components/Toast';
import { ErrorCard } from '../errors/ErrorCard';
import type { HistoryEntry } from '../ipc/bindings';
import styles from './Activity.module.css';
import { AgainDialog } from './AgainDialog';
import { HistoryDays } from './HistoryDays';
import type { Activity } from './useActivity';
import { PAGE, useForget, useUndo } from './useHistory';

type Asking = { kind: 'again'; entries: HistoryEntry[] } | { kind: 'undo'; entry: HistoryEntry };

const AUTHORS = ['all', 'thisApp', 'somebodyElse', 'endDate'] as const;

interface ActivityListProps {
  activity: Activity;
  /** What stands where nothing has happened yet. */
  empty: ReactNode;
}

/** What happened, day by day, with what narrows the list and what can be done about an entry. */
export function ActivityList({ activity, empty }: ActivityListProps) {
  const intl = useIntl();
  const toast = useToast();
  const announce = useAnnounce();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [partly, setPartly] = useState(false);
  const close = () => setAsking(null);
  const { query, narrow, isNarrowed, list, entries, total } = activity;
  const again = entries.filter(({ canShareAgain }) => canShareAgain);

  const forget = useForget(() => announce(intl.formatMessage({ id: 'history.forgotten' })));
  const undo = useUndo((whole) => {
    setPartly(!whole);
    if (whole) toast({ message: intl.formatMessage({ id: 'history.undone' }) });
  });
  const error = list.error ?? forget.error ?? undo.error;

  return (
    <>
      {error && <ErrorCard error={error} />}
      {partly && (
        <Banner tone="attn" title={<FormattedMessage id="history.undonePartly" />}>
          <FormattedMessage id="history.undonePartlyMore" />
        </Banner>
      )}
      {(entries.length > 0 || isNarrowed) && (
        <div className={styles.tools}>
          <SegmentedControl
            label={intl.formatMessage({ id: 'history.who' })}
            value={query.by ?? 'all'}
            onChange={(author) => narrow({ by: author === 'all' ? null : author })}
            options={AUTHORS.map((value) => ({ value, label: intl.formatMessage({ id: `history.who.${value}` }) }))}
          />
          <div className={styles.search}>
            <TextField
              type="search"
              icon={Search}
              labelHidden
              label={intl.formatMessage({ id: 'history.search' })}
              placeholder={intl.formatMessage({ id: 'history.search' })}
              value={query.search}
              onChange={(search) => narrow({ search })}
            />
          </div>
        </div>
      )}
      {query.by === 'endDate' && again.length > 1 && (
        <div>
          <Button icon={RotateCcw} onClick={() => setAsking({ kind: 'again', entries: again })}>
            <FormattedMessage id="history.shareAllAgain" values={{ count: again.length }} />
          </Button>
        </div>
      )}
      {list.isPending && (
        <p role="status">
          <Spinner /> <FormattedMessage id="history.loading" />
        </p>
      )}
      <HistoryDays
        entries={entries}
        onShareAgain={(entry) => setAsking({ kind: 'again', entries: [entry] })}
        onUndo={(entry) => setAsking({ kind: 'undo', entry })}
        onForget={({ id }) => forget.mutate({ kind: 'entry', id })}
      />
      {list.isSuccess && !isNarrowed && entries.length === 0 && empty}
      {list.isSuccess && (isNarrowed || entries.length > 0) && (
        <p className={styles.foot}>
          <span role="status">
            {total === 0
              ? intl.formatMessage({ id: 'history.noneFit' })
              : intl.formatMessage({ id: 'history.found' }, { total })}
          </span>{' '}
          {isNarrowed && (
            <LinkButton onClick={() => narrow({ by: null, search: '' })}>
              <FormattedMessage id="history.showAll" />
            </LinkButton>
          )}
          {list.hasNextPage && (
            <Button size="small" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              <FormattedMessage id="history.more" values={{ count: Math.min(PAGE, total - entries.length) }} />
            </Button>
          )}
        </p>
      )}
      {asking?.kind === 'again' && <AgainDialog entries={asking.entries} onClose={close} />}
      <ConfirmDialog
        open={asking?.kind === 'undo'}
        onClose={close}
        danger={false}
        title={<FormattedMessage id="history.undoTitle" />}
        safeLabel={intl.formatMessage({ id: 'history.undoKeep' })}
        actLabel={intl.formatMessage({ id: 'history.undoAct' })}
        busy={undo.isPending}
        onAct={() => asking?.kind === 'undo' && undo.mutate(asking.entry, { onSettled: close })}
      >
        <UndoWords asking={asking} entries={entries} />
      </ConfirmDialog>
    </>
  );
}

/** A change often concerns more than the row that was clicked. */
function UndoWords({ asking, entries }: { asking: Asking | null; entries: readonly HistoryEntry[] }) {
  if (asking?.kind !== 'undo') return null;
  const { entry } = asking;
  const together = entries.filter(
    ({ changeId, shareId }) => changeId === entry.changeId && shareId === entry.shareId,
  ).length;
  return together > 1 ? (
    <FormattedMessage id="history.undoMany" values={{ count: together - 1 }} />
  ) : (
    <FormattedMessage id="history.undoOne" />
  );
}
