import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import type { ChangeAction, ChangeTargets, SubjectId } from '../ipc/bindings';
import { BackStepProvider } from './backStep';

/** How *My shares* can be narrowed when it opens. */
export type SharesFocus = 'endingSoon' | 'needAttention';

/** Where the window is. There is no address bar, so a value is all it takes. */
export type Route =
  | { name: 'home' }
  | { name: 'share'; paths: string[]; draftId?: string }
  | { name: 'shares'; focus?: SharesFocus }
  /** A change of what is shared: previewed, carried out, undone. Without an action it is still to be chosen. */
  | { name: 'change'; targets: ChangeTargets; action: ChangeAction | null }
  /** All that one person or group reaches. */
  | { name: 'subject'; id: SubjectId }
  | { name: 'settings' };

interface Navigation {
  route: Route;
  /** Grows with each step, so that opening the same place again starts it afresh. */
  visit: number;
  navigate: (route: Route) => void;
  /** Opens the share sheet for these folders, or goes on with a draft. */
  openShare: (what: { paths: string[]; draftId?: string }) => void;
}

const NavigationContext = createContext<Navigation | null>(null);

/** Keeps where the window is. */
export function NavigationProvider({ start = { name: 'home' }, children }: { start?: Route; children: ReactNode }) {
  const [{ route, visit }, setState] = useState({ route: start, visit: 0 });
  const navigate = useCallback((next: Route) => {
    setState((before) => ({ route: next, visit: before.visit + 1 }));
  }, []);
  const navigation = useMemo<Navigation>(
    () => ({ route, visit, navigate, openShare: (what) => navigate({ name: 'share', ...what }) }),
    [route, visit, navigate],
  );
  return (
    <NavigationContext value={navigation}>
      <BackStepProvider>{children}</BackStepProvider>
    </NavigationContext>
  );
}

/** Where the window is and how to go elsewhere. */
export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (navigation === null) throw new Error('useNavigation needs a NavigationProvider above it');
  return navigation;
}
