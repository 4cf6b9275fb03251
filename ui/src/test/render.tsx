import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ComponentProps, ReactNode } from 'react';
import { App } from '../app/App';
import { Providers } from '../app/Providers';
import { createFakeIpc, SAMPLE_NOW, SAMPLE_ZONE, type FakeIpc, type FakeOptions } from '../ipc/fake';
import type { Route } from '../navigation/navigation';
import { ClockProvider } from '../time/Clock';

interface Options extends FakeOptions {
  /** A fake of one's own, where the test prepares it first. */
  ipc?: FakeIpc;
  start?: Route;
  messages?: ComponentProps<typeof Providers>['messages'];
}

const sampleNow = () => SAMPLE_NOW;

function tools({ ipc: given, ...options }: Options) {
  const user = userEvent.setup();
  // user-event puts a clipboard of its own in place; copying goes through IPC, so nothing else is needed.
  return { user, ipc: given ?? createFakeIpc(options) };
}

/** The whole window on sample data, at the sample's time. */
export function renderApp(options: Options = {}) {
  const { user, ipc } = tools(options);
  const view = render(
    <Providers ipc={ipc} {...pick(options)}>
      <App now={sampleNow} />
    </Providers>,
  );
  return { ...view, user, ipc };
}

/** One component or screen below everything it takes for granted. */
export function renderInApp(ui: ReactNode, options: Options = {}) {
  const { user, ipc } = tools(options);
  const view = render(
    <Providers ipc={ipc} state={ipc.state} {...pick(options)}>
      <ClockProvider timeZone={SAMPLE_ZONE} now={sampleNow}>
        {ui}
      </ClockProvider>
    </Providers>,
  );
  return { ...view, user, ipc };
}

function pick({ start, messages }: Options) {
  return { ...(start && { start }), ...(messages && { messages }) };
}
