import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { useAnnounce } from '../components/Announcer';
import { useIpc } from '../ipc/IpcProvider';

/** How long a button says that it has copied. */
const SAID_MS = 4_000;

/** A button that copies: its words, which say "Copied" for a moment, and what it does. */
export function useCopy(words: string) {
  const intl = useIntl();
  const ipc = useIpc();
  const announce = useAnnounce();
  const [said, setSaid] = useState<'copied' | 'failed' | null>(null);

  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);

  async function copy(text: string) {
    try {
      await ipc.copyText(text);
      setSaid('copied');
      announce(intl.formatMessage({ id: 'common.copied' }));
    } catch {
      setSaid('failed');
      announce(intl.formatMessage({ id: 'common.copyFailed' }), 'assertive');
    }
  }

  const label =
    said === null ? words : intl.formatMessage({ id: said === 'copied' ? 'common.copied' : 'common.copyFailed' });
  return { copy, label };
}
