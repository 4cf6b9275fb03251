import { Search } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';

import { useAnnounce } from '../../components/Announcer';
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
import type { Clock } from './model/ends';
import { narrow, type Filter, type Narrowing } from './model/filters';
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
  const start = focus === undefined ? null : FOCUS[focus];
  const [narrowing, setNarrowing] = useState<Narrowing>({
    filters: new Set(start === null ? [] : [start]),
    search: '',
  });
  const announce = useAnnounce();
  const { list, checking, error } = source;
  const check = async () => {
    if (await source.check()) announce(intl.formatMessage({ id: 'shares.checkedAnnounce' }));
  };
  const filled = list !== undefined && list.shares.length > 0;
  return (
    <Page
      width="wide"
      title={intl.formatMessage({ id: 'shares.title' })}
      lead={list && <ListStatus list={list} checking={checking} clock={clock} onCheck={() => void check()} />}
      actions={
        filled && (
          <div className={styles.search}>
            <TextField
              type="search"
              icon={Search}
              labelHidden
              label={intl.formatMessage({ id: 'shares.search' })}
              placeholder={intl.formatMessage({ id: 'shares.search' })}
              value={narrowing.search}
              onChange={(search) => setNarrowing({ ...narrowing, search })}
            />
          </div>
        )
      }
    >
      {list !== undefined && <ListBanners {...source} list={list} clock={clock} onCheck={() => void check()} />}
      {filled && <Filled list={list} source={source} clock={clock} focus={start} {...{ narrowing, setNarrowing }} />}
      {list !== undefined && !filled && <Empty />}
      {list === undefined && error === null && (
        <p role="status" className={styles.loading}>
          <Spinner /> {intl.formatMessage({ id: 'shares.loading' })}
        </p>
      )}
      {list === undefined && error !== null && (
        <ErrorCard error={error}>
          <Button size="small" busy={checking} onClick={() => void check()}>
            {intl.formatMessage({ id: 'common.tryAgain' })}
          </Button>
        </ErrorCard>
      )}
    </Page>
  );
}

interface FilledProps {
  list: MyShares;
  source: List;
  clock: Clock;
  focus: Filter | null;
  narrowing: Narrowing;
  setNarrowing: (narrowing: Narrowing) => void;
}

function Filled({ list, source, clock, focus, narrowing, setNarrowing }: FilledProps) {
  const intl = useIntl();
  const shown = narrow(list.shares, narrowing, clock);
  const total = list.shares.length;
  return (
    <div className={styles.list}>
      <FilterBar
        shares={list.shares}
        clock={clock}
        focus={focus}
        narrowing={narrowing}
        onChange={(filters) => setNarrowing({ ...narrowing, filters })}
      />
      <ShareList
        shares={shown}
        all={list.shares}
        offline={source.offline}
        clock={clock}
        check={() => void source.check()}
      />
      <p className={styles.showing}>
        <span role="status">
          {shown.length === 0
            ? intl.formatMessage({ id: 'shares.noneFit' })
            : intl.formatMessage({ id: 'shares.showing' }, { shown: shown.length, total })}
        </span>{' '}
        {shown.length < total && (
          <LinkButton onClick={() => setNarrowing({ filters: new Set(), search: '' })}>
            {intl.formatMessage({ id: 'shares.showAll' }, { total })}
          </LinkButton>
        )}
      </p>
    </div>
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
