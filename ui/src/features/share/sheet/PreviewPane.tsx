import { File, FileText, Folder } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { FormattedBytes } from '../../../components/FormattedBytes';
import { LinkButton } from '../../../components/LinkButton';
import type { PreviewEntry } from '../../../ipc/bindings';
import type { PreviewState } from '../queries/usePreviews';
import styles from './FactsCard.module.css';
import { SmallerPart } from './SmallerPart';

/** How many entries fit beside the facts. */
const SHOWN = 7;

interface PreviewPaneProps {
  counted: PreviewState;
  name: string;
  onSmaller: (path: string) => Promise<string | null>;
  openSmaller: boolean;
}

/** The first level as guests will see it. */
export function PreviewPane({ counted: { preview, state }, name, onSmaller, openSmaller }: PreviewPaneProps) {
  const [choosing, setChoosing] = useState(openSmaller);
  const entries = preview?.entries ?? [];
  const hidden = Math.max(entries.length - SHOWN, 0) + (preview?.moreEntries ?? 0);
  const empty = preview !== null && state === 'finished' && entries.length === 0;
  return (
    <div className={styles.preview}>
      <h3 className={styles.previewTitle}>
        <FormattedMessage id="share.preview.title" />
      </h3>
      {preview === null && state === 'counting' && <Skeleton />}
      {empty && (
        <p className={styles.counts}>
          <FormattedMessage id="share.preview.empty" />
        </p>
      )}
      <ul>
        {entries.slice(0, SHOWN).map((entry) => (
          <Entry key={entry.path} entry={entry} />
        ))}
        {hidden > 0 && (
          <li className={styles.more}>
            <FormattedMessage id="share.preview.more" values={{ count: hidden }} />
          </li>
        )}
      </ul>
      {choosing ? (
        <SmallerPart
          name={name}
          folders={entries.filter((entry) => entry.isFolder)}
          onUse={onSmaller}
          onClose={() => setChoosing(false)}
        />
      ) : (
        entries.some((entry) => entry.isFolder) && (
          <p>
            <LinkButton onClick={() => setChoosing(true)}>
              <FormattedMessage id="share.smaller.open" />
            </LinkButton>
          </p>
        )
      )}
    </div>
  );
}

function Entry({ entry }: { entry: PreviewEntry }) {
  const Icon = entry.isFolder ? Folder : /\.(md|txt|csv|tsv|json|log|xml|html?)$/iu.test(entry.name) ? FileText : File;
  return (
    <li className={styles.entry}>
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles.entryName}>{entry.name}</span>
      <span className={styles.entryFiles}>
        {entry.isFolder && <FormattedMessage id="share.preview.files" values={{ count: entry.files }} />}
      </span>
      <span className={styles.entrySize}>
        <FormattedBytes value={entry.bytes} />
      </span>
    </li>
  );
}

function Skeleton() {
  return (
    <div className={styles.skeleton} aria-hidden="true">
      <span />
      <span />
      <span />
    </div>
  );
}
