import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { Button } from '../components/Button';
import { ErrorPanel } from '../components/ErrorPanel';
import { useAnnounce } from '../components/Announcer';
import type { IpcError } from '../ipc/error';
import { useIpc } from '../ipc/IpcProvider';
import { errorWords } from './words';

/** An error of the app in words, with what can be done about it and what support will ask for. */
export function ErrorCard({ error, children }: { error: IpcError; children?: ReactNode }) {
  const intl = useIntl();
  const ipc = useIpc();
  const announce = useAnnounce();
  const { title, meaning, action, details } = errorWords(error);
  const lines = [
    [intl.formatMessage({ id: 'errors.code' }), details.code],
    [intl.formatMessage({ id: 'errors.requestId' }), details.requestId],
    [intl.formatMessage({ id: 'errors.reference' }), details.reference],
  ].flatMap(([label, value]) => (value === undefined ? [] : [`${label ?? ''}: ${value}`]));

  async function copyDetails() {
    await ipc.copyText(lines.join('\n'));
    announce(intl.formatMessage({ id: 'common.copied' }));
  }

  return (
    <ErrorPanel
      title={intl.formatMessage({ id: title.id }, title.values)}
      meaning={intl.formatMessage({ id: meaning.id }, meaning.values)}
      action={intl.formatMessage({ id: action.id }, action.values)}
      details={lines}
    >
      {children}
      <Button size="small" variant="quiet" icon={Copy} onClick={copyDetails}>
        {intl.formatMessage({ id: 'common.copyDetails' })}
      </Button>
    </ErrorPanel>
  );
}
