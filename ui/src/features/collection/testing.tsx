import { screen } from '@testing-library/react';
import { useEffect } from 'react';
import type { Person } from '../../ipc/bindings';
import { createFakeIpc, type FakeIpc } from '../../ipc/fake';
import { useNavigation, type CollectionTab, type Route } from '../../navigation/navigation';
import { renderInApp } from '../../test/render';
import CollectionPage from './CollectionPage';

/** The collection of that name in the sample. */
export function collectionId(ipc: FakeIpc, name: string): string {
  const found = ipc.audit.world.collections.find((each) => each.name === name);
  if (!found) throw new Error(`the sample has no ${name}`);
  return found.id;
}

/** Where the window would go. */
export let wentTo: Route | null = null;

function Place() {
  const { route } = useNavigation();
  useEffect(() => {
    wentTo = route;
  }, [route]);
  return route.name === 'collection' ? (
    <CollectionPage id={route.id} path={route.path} tab={route.tab} why={route.why} reminded={route.reminded} />
  ) : null;
}

interface Options {
  ipc?: FakeIpc;
  name?: string;
  path?: string;
  why?: Person;
  reminded?: boolean;
  tab?: CollectionTab;
}

/** The page about a collection of the sample. */
export async function openCollection({
  ipc = createFakeIpc(),
  name = 'Maple trial 2026',
  path,
  tab,
  why,
  reminded,
}: Options = {}) {
  const start: Route = {
    name: 'collection',
    id: collectionId(ipc, name),
    ...(path !== undefined && { path }),
    ...(tab !== undefined && { tab }),
    ...(why !== undefined && { why }),
    ...(reminded !== undefined && { reminded }),
  };
  const view = renderInApp(<Place />, { ipc, start });
  await screen.findByRole('heading', { level: 1, name });
  return { ...view, ipc };
}
