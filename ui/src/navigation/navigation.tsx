import { createContext, use, useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import type {
  AuditQuery,
  ChangeAction,
  ChangeOutcome,
  ChangeTargets,
  HistoryAuthor,
  MadeGroup,
  Person,
  SubjectId,
} from '../ipc/bindings';
import { BackStepProvider } from './backStep';
import { LeaveGuardContext, type LeaveGuard } from './leaveGuard';

/** How *My shares* can be narrowed when it opens. */
export type SharesFocus = 'endingSoon' | 'needAttention';

/** The parts of the page about one guest collection. */
export type CollectionTab = 'access' | 'roles' | 'about' | 'activity';

/** Where the window is. There is no address bar, so a value is all it takes. */
export type Route =
  | { name: 'home' }
  | { name: 'share'; paths: string[]; draftId?: string }
  | { name: 'shares'; focus?: SharesFocus }
  /** A change of what is shared: previewed, carried out, undone. Without an action it is still to be chosen. */
  | { name: 'change'; targets: ChangeTargets; action: ChangeAction | null }
  /** Goes on with a change that was interrupted. */
  | { name: 'resumeChange'; outcome: ChangeOutcome }
  /** All that one person or group reaches. */
  | { name: 'subject'; id: SubjectId }
  /**
   * One guest collection, opened at a folder of it; `why` is somebody who can't open that folder, `reminded` says that a
   * reminder of an end led there.
   */
  | { name: 'collection'; id: string; path?: string; tab?: CollectionTab; why?: Person; reminded?: boolean }
  /** Groups of the person: mine, managed, invited to. */
  | { name: 'groups' }
  /** One group; `made` is what came of making it, `invite` whom to invite next. */
  | { name: 'group'; id: string; made?: MadeGroup; invite?: readonly Person[] }
  /** A group that is to be made of these people. */
  | { name: 'newGroup'; people: readonly Person[] }
  /** What happened; with an author, only what this one did. */
  | { name: 'activity'; by?: HistoryAuthor }
  /** My shares on paper and as files: what a query finds. */
  | { name: 'report'; query: AuditQuery }
  /** A folder that is to be copied to storage from which it can be shared; `source` is its path or link. */
  | { name: 'newCopy'; source: string; title: string }
  /** One copy, under way or over. */
  | { name: 'copy'; id: string }
  /** Looks for a folder on storage elsewhere. */
  | { name: 'browse' }
  | { name: 'settings' };

interface Navigation {
  route: Route;
  /** Grows with each step, so that opening the same place again starts it afresh. */
  visit: number;
  navigate: (route: Route) => void;
  /** Where `back` leads. */
  origin: Route;
  /** Goes back to where one came from. */
  back: () => void;
  /** Opens the share sheet for these folders, or goes on with a draft. */
  openShare: (what: { paths: string[]; draftId?: string }) => void;
}

const NavigationContext = createContext<Navigation | null>(null);

const HOME: Route = { name: 'home' };

/** Screens that are over once they are left. */
const PASSING: ReadonlySet<Route['name']> = new Set(['change', 'resumeChange', 'newGroup', 'newCopy'] as const);

/** Steps back that are remembered. */
const MOST_STEPS = 20;

interface Place {
  route: Route;
  visit: number;
  /** Where one came from, newest last. */
  trail: readonly Route[];
}

function goTo({ route, visit, trail }: Place, next: Route): Place {
  // A change that was left is planned anew by whoever asks for it again; one person's page leads to another's.
  const passing = PASSING.has(route.name);
  const again = route.name === next.name && route.name !== 'subject';
  // Once it is being copied, there is no way back to the question of whether it can be shared where it was.
  const before = route.name === 'newCopy' ? trail.filter(({ name }) => name !== 'share') : trail;
  const kept = passing || again ? before : [...before, route].slice(-MOST_STEPS);
  return { route: next, visit: visit + 1, trail: next.name === 'home' ? [] : kept };
}

function goBack({ visit, trail }: Place): Place {
  return { route: trail.at(-1) ?? HOME, visit: visit + 1, trail: trail.slice(0, -1) };
}

/** Keeps where the window is. */
export function NavigationProvider({ start = HOME, children }: { start?: Route; children: ReactNode }) {
  const [place, setPlace] = useState<Place>({ route: start, visit: 0, trail: [] });
  const guard = useRef<LeaveGuard | null>(null);
  const origin = place.trail.at(-1) ?? HOME;
  const navigate = useCallback((next: Route) => {
    const go = () => setPlace((before) => goTo(before, next));
    if (guard.current === null || guard.current(next, go)) go();
  }, []);
  const back = useCallback(() => {
    const go = () => setPlace(goBack);
    if (guard.current === null || guard.current(origin, go)) go();
  }, [origin]);
  const navigation = useMemo<Navigation>(
    () => ({
      route: place.route,
      visit: place.visit,
      origin,
      navigate,
      back,
      openShare: (what) => navigate({ name: 'share', ...what }),
    }),
    [place, origin, navigate, back],
  );
  return (
    <NavigationContext value={navigation}>
      <LeaveGuardContext value={guard}>
        <BackStepProvider>{children}</BackStepProvider>
      </LeaveGuardContext>
    </NavigationContext>
  );
}

/** Where the window is and how to go elsewhere. */
export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (navigation === null) throw new Error('useNavigation needs a NavigationProvider above it');
  return navigation;
}
