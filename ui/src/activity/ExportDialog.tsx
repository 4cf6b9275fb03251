import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { FormDialog } from '../components/FormDialog';
import { RadioList } from '../components/RadioList';
import { ErrorCard } from '../errors/ErrorCard';
import { ExcelChoice } from '../files/ExcelChoice';
import { useFileNames, useFileWords } from '../files/useFileWords';
import { useSaveFile } from '../files/useSaveFile';
import type { HistoryFormat, HistoryQuery } from '../ipc/bindings';
import { useIpc } from '../ipc/IpcProvider';
import styles from './Activity.module.css';

/** Saving what is listed: which kind of file, and that it is about people. */
export function ExportDialog({ query, onClose }: { query: HistoryQuery; onClose: () => void }) {
  const intl = useIntl();
  const ipc = useIpc();
  const words = useFileWords();
  const names = useFileNames();
  const [format, setFormat] = useState<HistoryFormat>('csv');
  const [withBom, setWithBom] = useState(true);
  const save = useSaveFile(() => ipc.saveHistory(query, format, words, withBom, names.history(format)));
  return (
    <FormDialog
      open
      onClose={onClose}
      title={<FormattedMessage id="history.exportTitle" />}
      actLabel={intl.formatMessage({ id: 'history.exportAct' })}
      busy={save.isPending}
      onAct={() => save.mutate(undefined, { onSuccess: (saved) => saved !== null && onClose() })}
    >
      <div className={styles.form}>
        <p>
          <FormattedMessage id="history.exportNotice" />
        </p>
        <RadioList
          legend={<FormattedMessage id="history.format" />}
          value={format}
          onChange={setFormat}
          options={(['csv', 'json'] as const).map((value) => ({
            value,
            label: <FormattedMessage id={`history.format.${value}`} />,
            hint: <FormattedMessage id={`history.format.${value}Hint`} />,
          }))}
        />
        {format === 'csv' && <ExcelChoice checked={withBom} onChange={setWithBom} />}
        {save.error && <ErrorCard error={save.error} />}
      </div>
    </FormDialog>
  );
}
