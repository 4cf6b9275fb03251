import { Copy, File, FileQuestion, Folder, QrCode } from 'lucide-react';
import { QRCodeSVG } from 'qrcode.react';
import { useId, useState, type ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { useCopy } from '../clipboard/useCopy';
import { Button } from '../components/Button';
import { FormattedBytes } from '../components/FormattedBytes';
import { VisuallyHidden } from '../components/VisuallyHidden';
import type { SharedEntry } from '../ipc/bindings';
import styles from './DirectLinks.module.css';

const ICONS = { folder: Folder, file: File, other: FileQuestion };

interface EntryRowProps {
  entry: SharedEntry;
  /** Its link works without a sign-in: then a phone may get it, too. */
  plain: boolean;
  onOpen: (to: { address: string; name: string }) => void;
}

/** One file with its link, or a folder that leads on. */
export function EntryRow({ entry: { name, kind, address, link, bytes }, plain, onOpen }: EntryRowProps) {
  const intl = useIntl();
  const Icon = ICONS[kind];
  const of = <VisuallyHidden>{intl.formatMessage({ id: 'directLinks.of' }, { name })}</VisuallyHidden>;
  return (
    <li className={styles.entry}>
      <div className={styles.row}>
        <Icon className={styles.icon} size={18} strokeWidth={1.75} aria-hidden="true" />
        <span className={styles.name}>{name}</span>
        {bytes !== null && (
          <span className={styles.quiet}>
            <FormattedBytes value={bytes} />
          </span>
        )}
        {address !== null && (
          <Button size="small" onClick={() => onOpen({ address, name })}>
            {intl.formatMessage({ id: 'directLinks.open' })} <VisuallyHidden>{name}</VisuallyHidden>
          </Button>
        )}
        {link !== null && <CopyLink link={link} of={of} />}
        {kind === 'file' && link === null && (
          <span className={styles.quiet}>{intl.formatMessage({ id: 'directLinks.noLink' })}</span>
        )}
      </div>
      {link !== null && plain && <PlainLink {...{ link, name, of }} />}
    </li>
  );
}

function CopyLink({ link, of }: { link: string; of: ReactNode }) {
  const { copy, label } = useCopy(useIntl().formatMessage({ id: 'directLinks.copy' }));
  return (
    <Button size="small" icon={Copy} onClick={() => void copy(link)}>
      {label} {of}
    </Button>
  );
}

/** What anyone can open is shown as it is, to be read out or photographed. */
function PlainLink({ link, name, of }: { link: string; name: string; of: ReactNode }) {
  const intl = useIntl();
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <div className={styles.row}>
        <span className={styles.link} dir="ltr">
          {link}
        </span>
        <Button size="small" icon={QrCode} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {intl.formatMessage({ id: open ? 'directLinks.qrHide' : 'directLinks.qr' })} {of}
        </Button>
      </div>
      <div id={id} hidden={!open}>
        {open && (
          // Dark on light in both themes: many phones don't read it the other way round.
          <QRCodeSVG
            className={styles.qr}
            value={link}
            size={208}
            marginSize={4}
            title={intl.formatMessage({ id: 'directLinks.qrAlt' }, { name })}
          />
        )}
      </div>
    </>
  );
}
