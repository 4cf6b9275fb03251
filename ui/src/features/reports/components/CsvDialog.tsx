import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { FormDialog } from '../../../components/FormDialog';
import { ErrorCard } from '../../../errors/ErrorCard';
import { ExcelChoice } from '../../../files/ExcelChoice';
import { useFileNames, useFileWords } from '../../../files/useFileWords';
import { useSaveFile } from '../../../files/useSaveFile';
import type { AuditQuery } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import styles from '../Reports.module.css';

/** Saving every permission that the query finds as a table. */
export function CsvDialog({ query, onClose }: { query: AuditQuery; onClose: () => void }) {
  const intl = useIntl();
  const ipc = useIpc();
  const words = useFileWords();
  const names = useFileNames();
  const [withBom, setWithBom] = useState(true);
  const save = useSaveFile(() => ipc.saveShares(query, words, withBom, names.shares()));
  return (
    <FormDialog
      open
      onClose={onClose}
      title={<FormattedMessage id="reports.csvTitle" />}
      actLabel={intl.formatMessage({ id: 'reports.csvAct' })}
      busy={save.isPending}
      onAct={() => save.mutate(undefined, { onSuccess: (saved) => saved !== null && onClose() })}
    >
      <div className={styles.form}>
        <p>
          <FormattedMessage id="reports.csvNotice" />
        </p>
        <ExcelChoice checked={withBom} onChange={setWithBom} />
        {save.error && <ErrorCard error={save.error} />}
      </div>
    </FormDialog>
  );
}
