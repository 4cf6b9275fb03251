import { Download, RotateCcw, Search, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../../components/Announcer';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { ConfirmDialog } from '../../components/Dialog';
import { EndDateDialog } from '../../components/end-date/EndDateDialog';
import { quickDay } from '../../components/end-date/endValue';
import { LinkButton } from '../../components/LinkButton';
import { Mark } from '../../components/Mark';
import { Page } from '../../components/Page';
import { SegmentedControl } from '../../components/SegmentedControl';
import { Spinner } from '../../components/Spinner';
import { TextField } from '../../components/TextField';
import { useToast } from '../../components/Toast';
import { ErrorCard } from '../../errors/ErrorCard';
import type { HistoryAuthor, HistoryEntry, HistoryQuery } from '../../ipc/bindings';
import { useAppState } from '../../ipc/queries';
import { useNavigation } from '../../navigation/navigation';
import { useToday } from '../../time/Clock';
import { ExportDialog } from './components/ExportDialog';
import { HistoryDays } from './components/HistoryDays';
import { WatchedFolders } from './components/WatchedFolders';
import styles from './History.module.css';
import { useForget, useHistory, useUndo } from './queries/useHistory';

type Asking =
  | { kind: 'again'; entries: HistoryEntry[] }
  | { kind: 'undo'; entry: HistoryEntry }
  | { kind: 'export' }
  | { kind: 'clear' };

const AUTHORS = ['all', 'thisApp', 'somebodyElse', 'endDate'] as const;

/** What happened: by this app, by others between visits, and by the end dates themselves. */
export default function ActivityPage({ by = null }: { by?: HistoryAuthor | null }) {
  const intl = useIntl();
  const toast = useToast();
  const announce = useAnnounce();
  const { navigate } = useNavigation();
  const [query, setQuery] = useState<HistoryQuery>({ collectionId: null, by, search: '' });
  const [asking, setAsking] = useState<Asking | null>(null);
  const [partly, setPartly] = useState(false);
  const close = () => setAsking(null);

  const list = useHistory(query);
  const pages = list.data?.pages ?? [];
  const entries = pages.flatMap((page) => page.entries);
  const total = pages[0]?.total ?? 0;
  const isNarrowed = query.by !== null || query.search.trim() !== '';
  const again = entries.filter(({ canShareAgain }) => canShareAgain);

  const forget = useForget((what) => {
    if (what.kind === 'all') toast({ message: intl.formatMessage({ id: 'history.cleared' }) });
    else announce(intl.formatMessage({ id: 'history.forgotten' }));
    close();
  });
  const undo = useUndo((whole) => {
    setPartly(!whole);
    if (whole) toast({ message: intl.formatMessage({ id: 'history.undone' }) });
    close();
  });
  const error = list.error ?? forget.error ?? undo.error;

  return (
    <Page
      width="wide"
      title={intl.formatMessage({ id: 'history.title' })}
      lead={
        pages[0] && (
          <>
            <FormattedMessage id="history.lead" values={{ days: pages[0].keptDays }} />{' '}
            <LinkButton onClick={() => navigate({ name: 'settings' })}>
              <FormattedMessage id="history.keep" />
            </LinkButton>
          </>
        )
      }
      actions={
        entries.length > 0 && (
          <>
            <Button icon={Download} onClick={() => setAsking({ kind: 'export' })}>
              <FormattedMessage id="history.export" />
            </Button>
            <Button variant="danger" icon={Trash2} onClick={() => setAsking({ kind: 'clear' })}>
              <FormattedMessage id="history.clear" />
            </Button>
          </>
        )
      }
    >
      {error && <ErrorCard error={error} />}
      {partly && (
        <Banner tone="attn" title={<FormattedMessage id="history.undonePartly" />}>
          <FormattedMessage id="history.undonePartlyMore" />
        </Banner>
      )}
      <WatchedFolders />
      {(entries.length > 0 || isNarrowed) && (
        <div className={styles.tools}>
          <SegmentedControl
            label={intl.formatMessage({ id: 'history.who' })}
            value={query.by ?? 'all'}
            onChange={(author) => setQuery({ ...query, by: author === 'all' ? null : author })}
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
              onChange={(search) => setQuery({ ...query, search })}
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
      {list.isSuccess && !isNarrowed && entries.length === 0 && <Empty />}
      {list.isSuccess && (isNarrowed || entries.length > 0) && (
        <p className={styles.foot}>
          <span role="status">
            {total === 0
              ? intl.formatMessage({ id: 'history.noneFit' })
              : intl.formatMessage({ id: 'history.found' }, { total })}
          </span>{' '}
          {isNarrowed && (
            <LinkButton onClick={() => setQuery({ ...query, by: null, search: '' })}>
              <FormattedMessage id="history.showAll" />
            </LinkButton>
          )}
          {list.hasNextPage && (
            <Button size="small" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              <FormattedMessage id="history.more" values={{ count: Math.min(100, total - entries.length) }} />
            </Button>
          )}
        </p>
      )}
      {asking?.kind === 'again' && <AgainDialog entries={asking.entries} onClose={close} />}
      {asking?.kind === 'export' && <ExportDialog query={query} onClose={close} />}
      <ConfirmDialog
        open={asking?.kind === 'clear'}
        onClose={close}
        title={<FormattedMessage id="history.clearTitle" />}
        safeLabel={intl.formatMessage({ id: 'history.clearKeep' })}
        actLabel={intl.formatMessage({ id: 'history.clearAct' })}
        busy={forget.isPending}
        onAct={() => forget.mutate({ kind: 'all' })}
      >
        <FormattedMessage id="history.clearBody" />
      </ConfirmDialog>
      <ConfirmDialog
        open={asking?.kind === 'undo'}
        onClose={close}
        danger={false}
        title={<FormattedMessage id="history.undoTitle" />}
        safeLabel={intl.formatMessage({ id: 'history.undoKeep' })}
        actLabel={intl.formatMessage({ id: 'history.undoAct' })}
        busy={undo.isPending}
        onAct={() => asking?.kind === 'undo' && undo.mutate(asking.entry)}
      >
        <UndoWords asking={asking} entries={entries} />
      </ConfirmDialog>
    </Page>
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

/** The end is chosen anew; what will happen is shown next, not here. */
function AgainDialog({ entries, onClose }: { entries: readonly HistoryEntry[]; onClose: () => void }) {
  const intl = useIntl();
  const today = useToday();
  const { navigate } = useNavigation();
  const { defaultEndDays } = useAppState().settings;
  return (
    <EndDateDialog
      open
      value={{ kind: 'on', day: quickDay(defaultEndDays, today).toString() }}
      name={intl.formatMessage({ id: 'history.endTitle' })}
      defaultDays={defaultEndDays}
      maxDay={null}
      allowNever
      onClose={onClose}
      onUse={(end) =>
        navigate({
          name: 'change',
          targets: { kind: 'ended', entries: entries.map(({ id }) => id) },
          action: { kind: 'shareAgain', end },
        })
      }
    />
  );
}

/** What would be here, and the one action that fills it. */
function Empty() {
  const { navigate } = useNavigation();
  return (
    <div className={styles.empty}>
      <Mark size={4} />
      <h2>
        <FormattedMessage id="history.empty" />
      </h2>
      <p>
        <FormattedMessage id="history.emptyMore" />
      </p>
      <Button variant="primary" onClick={() => navigate({ name: 'home' })}>
        <FormattedMessage id="shares.shareFolder" />
      </Button>
    </div>
  );
}
