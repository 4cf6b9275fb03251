import { Copy, ExternalLink, QrCode } from 'lucide-react';
import { QRCodeSVG } from 'qrcode.react';
import { useId, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { TextField } from '../../../components/TextField';
import { useIpc } from '../../../ipc/IpcProvider';
import { useCopy } from '../../../clipboard/useCopy';
import run from '../../../components/run/Run.module.css';
import styles from './Result.module.css';

/** The link to exactly this folder: to copy, to open, to show to a phone. */
export function LinkCard({ link, name, several }: { link: string; name: string; several: boolean }) {
  const intl = useIntl();
  const ipc = useIpc();
  const qrId = useId();
  const [qr, setQr] = useState(false);
  const [notOpened, setNotOpened] = useState(false);
  const { copy, label } = useCopy(intl.formatMessage({ id: 'share.done.copyLink' }));
  const title = intl.formatMessage({ id: several ? 'share.done.linkTo' : 'share.done.link' }, { name });

  async function open() {
    setNotOpened(false);
    await ipc.openLink(link).catch(() => setNotOpened(true));
  }

  return (
    <section className={styles.card} aria-label={title}>
      <div className={run.line}>
        <h2 className={styles.heading} aria-hidden="true">
          {title}
        </h2>
        <div className={styles.grow}>
          <TextField
            label={intl.formatMessage({ id: 'share.done.linkTo' }, { name })}
            labelHidden
            readOnly
            value={link}
            onChange={() => undefined}
            onFocus={(event) => event.target.select()}
            error={notOpened ? intl.formatMessage({ id: 'share.done.openFailed' }) : undefined}
          />
        </div>
        <Button icon={Copy} onClick={() => void copy(link)}>
          {label}
        </Button>
        <Button icon={ExternalLink} onClick={() => void open()}>
          <FormattedMessage id="share.done.openLink" />
        </Button>
        <Button icon={QrCode} aria-expanded={qr} aria-controls={qrId} onClick={() => setQr(!qr)}>
          <FormattedMessage id={qr ? 'share.done.qrHide' : 'share.done.qr'} />
        </Button>
      </div>
      <div id={qrId} hidden={!qr}>
        {qr && (
          // Dark on light in both themes: many phones don't read it the other way round.
          <QRCodeSVG
            className={styles.qr}
            value={link}
            size={208}
            marginSize={4}
            title={intl.formatMessage({ id: 'share.done.qrAlt' }, { name })}
          />
        )}
      </div>
    </section>
  );
}
