import { Search } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';

import { Button } from '../../components/Button';
import { LinkButton } from '../../components/LinkButton';
import { Mark } from '../../components/Mark';
import { Page } from '../../components/Page';
import { Spinner } from '../../components/Spinner';
import { TextField } from '../../components/TextField';
import { ErrorCard } from '../../errors/ErrorCard';
import type { MyShares } from '../../ipc/bindings';
import { useNavigation, type SharesFocus } from '../../navigation/navigation';
import { FilterBar } from './components/FilterBar';
import { ListBanners } from './components/ListBanners';
import { ListStatus } from './components/ListStatus';
import { ShareList } from './components/ShareList';
import type { Filter } from './model/filters';
import { narrow } from './model/filters';
import styles from './MySharesPage.module.css';
import { useShareList, type ShareList as List } from './queries/useShareList';
import { useMinuteClock } from './useMinuteClock';

/** Which chip a tile on Home stands for. */
const FOCUS: Record<SharesFocus, Filter> = { endingSoon: 'endingSoon', needAttention: 'attention' };

/** Everything the person shares, by share: who, what they may do, until when; and to change or stop it. */
export default function MySharesPage({ focus }: { focus?: SharesFocus }) {
  const intl = useIntl();
  const source = useShareList();
  const clock = useMinuteClock();
  const { list, checking, error, check } = source;
  return (
    <Page
      width="wide"
      title={intl.formatMessage({ id: 'shares.title' })}
      lead={
        list && list.shares.length > 0 && <ListStatus list={list} checking={checking} clock={clock} onCheck={check} />
      }
    >
      {list !== undefined && <Loaded list={list} source={source} focus={focus === undefined ? null : FOCUS[focus]} />}
      {list === undefined && error === null && (
        <p role="status" className={styles.loading}>
          <Spinner /> {intl.formatMessage({ id: 'shares.loading' })}
        </p>
      )}
      {list === undefined && error !== null && (
        <ErrorCard error={error}>
          <Button size="small" busy={checking} onClick={check}>
            {intl.formatMessage({ id: 'common.tryAgain' })}
          </Button>
        </ErrorCard>
      )}
    </Page>
  );
}

function Loaded({ list, source, focus }: { list: MyShares; source: List; focus: Filter | null }) {
  const intl = useIntl();
  const clock = useMinuteClock();
  const [search, setSearch] = useState('');
  const [filters, setFilters] = useState<ReadonlySet<Filter>>(new Set(focus === null ? [] : [focus]));
  const narrowing = { filters, search };
  const shown = narrow(list.shares, narrowing, clock);
  const total = list.shares.length;

  const showAll = () => {
    setSearch('');
    setFilters(new Set());
  };

  return (
    <>
      <ListBanners {...source} list={list} clock={clock} onCheck={source.check} />
      {total === 0 ? (
        <Empty />
      ) : (
        <>
          <div className={styles.narrow}>
            <FilterBar shares={list.shares} clock={clock} focus={focus} narrowing={narrowing} onChange={setFilters} />
            <div className={styles.search}>
              <TextField
                type="search"
                icon={Search}
                labelHidden
                label={intl.formatMessage({ id: 'shares.search' })}
                placeholder={intl.formatMessage({ id: 'shares.search' })}
                value={search}
                onChange={setSearch}
              />
            </div>
          </div>
          <div className={styles.list}>
            <ShareList shares={shown} all={list.shares} offline={source.offline} clock={clock} check={source.check} />
            <p role="status" className={styles.showing}>
              {shown.length === 0
                ? intl.formatMessage({ id: 'shares.noneFit' })
                : intl.formatMessage({ id: 'shares.showing' }, { shown: shown.length, total })}{' '}
              {shown.length < total && (
                <LinkButton onClick={showAll}>{intl.formatMessage({ id: 'shares.showAll' }, { total })}</LinkButton>
              )}
            </p>
          </div>
        </>
      )}
    </>
  );
}

/** What would be here, and the one action that fills it. */
function Empty() {
  const intl = useIntl();
  const { navigate } = useNavigation();
  return (
    <div className={styles.empty}>
      <Mark size={4} />
      <h2>{intl.formatMessage({ id: 'shares.emptyTitle' })}</h2>
      <p>{intl.formatMessage({ id: 'shares.emptyLead' })}</p>
      <Button variant="primary" onClick={() => navigate({ name: 'home' })}>
        {intl.formatMessage({ id: 'shares.shareFolder' })}
      </Button>
    </div>
  );
}
