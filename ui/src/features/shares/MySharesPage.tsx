import { useIntl } from 'react-intl';

import { useAnnounce } from '../../components/Announcer';
import { Button } from '../../components/Button';
import { Page } from '../../components/Page';
import { ErrorCard } from '../../errors/ErrorCard';
import { useAuditState } from '../../ipc/queries';
import { useKeptFresh, useReading } from '../../ipc/reading';
import { AddCollection } from './components/AddCollection';
import { EmptyList, FirstReading } from './components/EmptyList';
import { ListBanners } from './components/ListBanners';
import { ListStatus } from './components/ListStatus';
import { SharesList } from './components/SharesList';
import { SearchBox, Views } from './components/Toolbar';
import { withView } from './model/listState';
import styles from './MySharesPage.module.css';
import { useListState } from './useListState';
import { useMinuteClock } from './useMinuteClock';

/** Who can see what, across everything that is shared: by share, by person, by group; and the ways to change it. */
export default function MySharesPage() {
  const intl = useIntl();
  const announce = useAnnounce();
  const clock = useMinuteClock();
  const [query, change] = useListState();
  const { data: state, error } = useAuditState();
  const reading = useReading();
  useKeptFresh();

  const check = async () => {
    if (await reading.check()) announce(intl.formatMessage({ id: 'shares.checkedAnnounce' }));
  };
  const onCheck = () => void check();
  const isKnown = state !== undefined && state.checkedAt !== null;
  const isFilled = isKnown && state.shares > 0;
  const failure = error ?? (isKnown ? null : reading.error);
  return (
    <Page
      width="wide"
      title={intl.formatMessage({ id: 'shares.title' })}
      actions={isFilled && <Views view={query.view} onChange={(view) => change((before) => withView(before, view))} />}
    >
      {isKnown && (
        <div className={styles.line}>
          <p>
            <ListStatus {...{ state, view: query.view, reading, clock, onCheck }} />
          </p>
          {isFilled && (
            <SearchBox value={query.search} onChange={(search) => change((before) => ({ ...before, search }))} />
          )}
        </div>
      )}
      {isKnown && <ListBanners {...{ state, reading, clock, onCheck }} />}
      {isFilled && <SharesList {...{ state, query, change, reading, onCheck }} />}
      {isKnown && !isFilled && (
        <>
          <EmptyList />
          <AddCollection offline={reading.offline} onAdded={onCheck} />
        </>
      )}
      {!isKnown && (failure === null || reading.checking) && <FirstReading progress={reading.progress} />}
      {!isKnown && failure !== null && !reading.checking && (
        <ErrorCard error={failure}>
          <Button size="small" onClick={onCheck}>
            {intl.formatMessage({ id: 'common.tryAgain' })}
          </Button>
        </ErrorCard>
      )}
    </Page>
  );
}
