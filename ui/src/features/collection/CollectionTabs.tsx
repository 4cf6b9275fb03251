import { RefreshCw } from 'lucide-react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useIntl } from 'react-intl';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { useMoments } from '../../components/useMoments';
import { errorWords } from '../../errors/words';
import type { CollectionAbout, CollectionDetails } from '../../ipc/bindings';
import type { IpcError } from '../../ipc/error';
import type { CollectionTab } from '../../navigation/navigation';
import { useTimeZone } from '../../time/Clock';
import { AboutTab } from './about/AboutTab';
import { AccessTab } from './access/AccessTab';
import { ActivityTab } from './activity/ActivityTab';
import styles from './Collection.module.css';
import type { Asked } from './diagnosis/WhyPanel';
import { RolesTab } from './roles/RolesTab';

/**
 * Takes an error that a sign-in mends, and answers whether it was one. A change that was refused for it is sent once
 * more afterwards; without one, what is shown is read again.
 */
export type OnDemand = (error: IpcError, change?: { again: boolean; goOn: () => void }) => boolean;

/** What all tabs are given. */
export interface TabProps {
  details: CollectionDetails;
  /** Nothing can be changed: the reason is shown above the tabs. */
  offline: boolean;
  /** A sign-in is on the screen in place of all this: dialogs wait until it is over. */
  away: boolean;
  onDemand: OnDemand;
  onOpen: (to: { tab?: CollectionTab; path?: string }) => void;
}

interface CollectionTabsProps extends TabProps {
  path: string;
  /** A reminder of an end led to the folder. */
  reminded: boolean;
  tab: CollectionTab;
  /** False while only what was kept is shown: roles and card are not. */
  whole: boolean;
  asked: Asked | null;
  onAsk: (asked: Asked | null) => void;
  /** Why it could not be read again. */
  error: IpcError | null;
  checking: boolean;
  onCheck: () => void;
  draft: CollectionAbout | null;
  setDraft: (draft: CollectionAbout | null) => void;
}

/** In their order; without a connection there may be less to show. */
const TABS: readonly CollectionTab[] = ['access', 'roles', 'about', 'activity'];
const KEPT: readonly CollectionTab[] = ['access', 'activity'];

/** The parts of the page. */
export function CollectionTabs({
  path,
  reminded,
  tab,
  whole,
  asked,
  onAsk,
  error,
  checking,
  onCheck,
  draft,
  setDraft,
  ...shared
}: CollectionTabsProps) {
  const intl = useIntl();
  const tabs = whole ? TABS : KEPT;
  return (
    <>
      {error !== null && <Stale {...{ error, checking, onCheck }} checkedAt={shared.details.checkedAt} />}
      <Tabs
        className={styles.tabs ?? ''}
        selectedKey={tabs.includes(tab) ? tab : 'access'}
        onSelectionChange={(key) => {
          const chosen = tabs.find((each) => each === key);
          if (chosen !== undefined && chosen !== tab) shared.onOpen({ tab: chosen });
        }}
      >
        <TabList className={styles.tabList ?? ''} aria-label={intl.formatMessage({ id: 'collection.tabs' })}>
          {tabs.map((each) => (
            <Tab key={each} id={each} className={styles.tab ?? ''}>
              {intl.formatMessage({ id: `collection.tab.${each}` })}{' '}
              {each === 'about' && draft !== null && (
                <span className={styles.unsaved}>{intl.formatMessage({ id: 'collection.tab.unsaved' })}</span>
              )}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="access" className={styles.panel ?? ''}>
          <AccessTab {...shared} {...{ path, asked, onAsk, reminded }} />
        </TabPanel>
        <TabPanel id="roles" className={styles.panel ?? ''}>
          <RolesTab {...shared} />
        </TabPanel>
        <TabPanel id="about" className={styles.panel ?? ''}>
          <AboutTab {...shared} {...{ draft, setDraft }} />
        </TabPanel>
        <TabPanel id="activity" className={styles.panel ?? ''}>
          <ActivityTab details={shared.details} />
        </TabPanel>
      </Tabs>
    </>
  );
}

interface StaleProps {
  error: IpcError;
  checkedAt: string;
  checking: boolean;
  onCheck: () => void;
}

/** What is shown is of an earlier time. */
function Stale({ error, checkedAt, checking, onCheck }: StaleProps) {
  const intl = useIntl();
  const time = useMoments(useTimeZone()).moment(checkedAt);
  const offline = error.code === 'Offline';
  return (
    <Banner
      title={intl.formatMessage({ id: offline ? 'collection.offline.title' : 'collection.stale.title' }, { time })}
      action={
        <Button size="small" icon={RefreshCw} busy={checking} onClick={onCheck}>
          {intl.formatMessage({ id: 'collection.tryNow' })}
        </Button>
      }
    >
      {intl.formatMessage({ id: offline ? 'collection.offline.lead' : errorWords(error).title.id })}
    </Banner>
  );
}
