import { useEffect, useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { RadioList } from '../../../components/RadioList';
import type { PreviewEntry } from '../../../ipc/bindings';
import styles from './FactsCard.module.css';

interface SmallerPartProps {
  name: string;
  folders: readonly PreviewEntry[];
  /** Answers why the folder could not be taken, in words. */
  onUse: (path: string) => Promise<string | null>;
  onClose: () => void;
}

/** Chooses a folder inside to share instead of the whole. */
export function SmallerPart({ name, folders, onUse, onClose }: SmallerPartProps) {
  const intl = useIntl();
  const [path, setPath] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const chosen = folders.find((folder) => folder.path === path);

  useEffect(() => {
    box.current?.querySelector('input')?.focus();
  }, []);

  async function use(from: PreviewEntry) {
    setBusy(true);
    setRefused(null);
    const refusal = await onUse(from.path);
    // When it was taken, this card makes way for the one of the other folder.
    setBusy(false);
    setRefused(refusal);
  }

  return (
    <div ref={box} className={styles.choice}>
      {folders.length === 0 ? (
        <p>
          <FormattedMessage id="share.smaller.none" />
        </p>
      ) : (
        <RadioList
          legend={<FormattedMessage id="share.smaller.legend" />}
          value={path}
          onChange={setPath}
          options={folders.map((folder) => ({ value: folder.path, label: folder.name }))}
        />
      )}
      {refused !== null && (
        <p role="alert" className={styles.refused}>
          {refused}
        </p>
      )}
      <div className={styles.buttons}>
        <Button
          size="small"
          busy={busy}
          unavailable={chosen === undefined ? intl.formatMessage({ id: 'share.smaller.pick' }) : null}
          onClick={() => {
            if (chosen !== undefined) void use(chosen);
          }}
        >
          <FormattedMessage id="share.smaller.use" values={{ name: chosen?.name ?? '…' }} />
        </Button>
        <Button size="small" variant="quiet" onClick={onClose}>
          <FormattedMessage id="share.smaller.whole" values={{ name }} />
        </Button>
      </div>
    </div>
  );
}
