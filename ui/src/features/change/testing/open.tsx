import { screen, within } from '@testing-library/react';
import type { ChangeAction, ChangePlan, ChangeTargets } from '../../../ipc/bindings';
import { alex, createFakeIpc, jonas, marcus, type FakeIpc } from '../../../ipc/fake';
import type { pseudoMessages } from '../../../i18n/pseudo';
import { renderApp } from '../../../test/render';

/** A later end. */
export const END: ChangeAction = { kind: 'setEnd', end: { kind: 'on', day: '2026-12-18' } };
/** The end of sharing. */
export const STOP: ChangeAction = { kind: 'stop' };
/** Everything of a person. */
export const person = ({ id }: { id: string }): ChangeTargets => ({ kind: 'person', id });

/** Permissions of these guests, wherever they are. */
export function rulesOf(ipc: FakeIpc, ...guests: { id: string }[]): ChangeTargets {
  const rules = ipc.audit.world.grants.filter(
    ({ access, role }) => role === null && access.to === 'guest' && guests.some(({ id }) => access.guest.id === id),
  );
  return { kind: 'rules', rules: rules.map(({ id, collection }) => ({ collectionId: collection.id, ruleId: id })) };
}

interface Open {
  targets: (ipc: FakeIpc) => ChangeTargets;
  action: ChangeAction | null;
  prepare?: (ipc: FakeIpc) => void;
  messages?: ReturnType<typeof pseudoMessages>;
}

/** The window at the change. */
export function open({ targets, action, prepare, messages }: Open) {
  const ipc = createFakeIpc();
  prepare?.(ipc);
  return renderApp({
    ipc,
    start: { name: 'change', targets: targets(ipc), action },
    ...(messages && { messages }),
  });
}

/** The window at a later end for Jonas and Marcus. */
export const extend = (prepare?: (ipc: FakeIpc) => void) =>
  open({ targets: (ipc) => rulesOf(ipc, jonas, marcus), action: END, ...(prepare && { prepare }) });

/** The window at the end of everything of Alex’s. */
export const stopAlex = () => open({ targets: () => person(alex), action: STOP });

/** Changes every plan that the app makes. */
export const planning = (change: (plan: ChangePlan) => ChangePlan) => (ipc: FakeIpc) => {
  const make = ipc.planChange.bind(ipc);
  ipc.planChange = async (...rest) => change(await make(...rest));
};

/** The title of the screen. */
export const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
/** What is in a list. */
export const list = (name: string) => within(screen.getByRole('list', { name }));
