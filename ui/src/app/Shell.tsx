import { useRef, type ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import ChangePage, { ResumedChange } from '../features/change/ChangePage';
import { UnfinishedChanges } from '../features/change/UnfinishedChanges';
import CollectionPage from '../features/collection/CollectionPage';
import CopyPage from '../features/copy/CopyPage';
import NewCopyPage from '../features/copy/NewCopyPage';
import GroupPage from '../features/groups/GroupPage';
import GroupsPage from '../features/groups/GroupsPage';
import NewGroupPage from '../features/groups/NewGroupPage';
import ActivityPage from '../features/history/ActivityPage';
import { Home } from '../features/home/Home';
import ReportPage from '../features/reports/ReportPage';
import { SettingsPage } from '../features/settings/SettingsPage';
import ShareFlow from '../features/share/ShareFlow';
import { LeavingShares } from '../features/shares/LeavingShares';
import MySharesPage from '../features/shares/MySharesPage';
import BrowsePage from '../features/storage/BrowsePage';
import SubjectPage from '../features/subject/SubjectPage';
import { useCopiesKept } from '../copies/queries';
import { useCopyNotices } from '../copies/useCopyNotices';
import { useKeptFresh } from '../ipc/reading';
import { useNavigation } from '../navigation/navigation';
import { useReminders } from '../reminders/useReminders';
import { Header } from './Header';
import { Rail } from './Rail';
import styles from './Shell.module.css';
import { useFocusKept } from './useFocusKept';

/** Rail, header and the screen, always in the same place. */
export function Shell({ notices }: { notices: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  const column = useRef<HTMLDivElement>(null);
  useFocusKept(column);
  useKeptFresh();
  useReminders();
  useCopiesKept();
  useCopyNotices();
  return (
    <div className={styles.shell}>
      <LeavingShares />
      <a
        href="#main"
        className={styles.skip}
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        <FormattedMessage id="shell.skip" />
      </a>
      <Rail />
      <div ref={column} className={styles.column}>
        <Header />
        <main id="main" ref={main} tabIndex={-1} className={styles.main}>
          {notices}
          <Screen />
        </main>
      </div>
    </div>
  );
}

function Screen() {
  const { route, visit, navigate } = useNavigation();
  switch (route.name) {
    case 'home':
      return <Home key={visit} unfinished={<UnfinishedChanges />} />;
    case 'share':
      return (
        <ShareFlow
          key={visit}
          paths={route.paths}
          {...(route.draftId !== undefined && { draftId: route.draftId })}
          onLeave={() => navigate({ name: 'home' })}
        />
      );
    case 'shares':
      return <MySharesPage key={visit} />;
    case 'change':
      return <ChangePage key={visit} targets={route.targets} action={route.action} />;
    case 'resumeChange':
      return <ResumedChange key={visit} outcome={route.outcome} />;
    case 'subject':
      return <SubjectPage key={visit} id={route.id} />;
    case 'collection':
      // Another folder or tab of the same collection is no new visit.
      return (
        <CollectionPage
          key={route.id}
          id={route.id}
          path={route.path}
          tab={route.tab}
          why={route.why}
          reminded={route.reminded}
        />
      );
    case 'groups':
      return <GroupsPage key={visit} />;
    case 'group':
      return <GroupPage key={visit} id={route.id} made={route.made ?? null} invite={route.invite ?? []} />;
    case 'newGroup':
      return <NewGroupPage key={visit} people={route.people} />;
    case 'activity':
      return <ActivityPage key={visit} by={route.by ?? null} />;
    case 'report':
      return <ReportPage key={visit} query={route.query} />;
    case 'newCopy':
      return <NewCopyPage key={visit} source={route.source} name={route.title} />;
    case 'copy':
      return <CopyPage key={route.id} id={route.id} />;
    case 'browse':
      return <BrowsePage key={visit} />;
    case 'settings':
      return <SettingsPage key={visit} />;
  }
}
