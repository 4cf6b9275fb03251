import { useMutation } from '@tanstack/react-query';
import { CalendarPlus, Printer, Table2 } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Page, Section } from '../../components/Page';
import { Spinner } from '../../components/Spinner';
import { useMoments } from '../../components/useMoments';
import { ErrorCard } from '../../errors/ErrorCard';
import { useFileNames, useFileWords } from '../../files/useFileWords';
import { useSaveFile } from '../../files/useSaveFile';
import type { AuditQuery } from '../../ipc/bindings';
import { useIpc } from '../../ipc/IpcProvider';
import { useAuditState } from '../../ipc/queries';
import { MatrixPicture, TimelinePicture } from '../../pictures/Pictures';
import { useTimeZone } from '../../time/Clock';
import { CsvDialog } from './components/CsvDialog';
import { RowsTable } from './components/RowsTable';
import { useRows } from './queries';
import styles from './Reports.module.css';

/** My shares on paper and as files: what ends when, who reaches what, and the rows. */
export default function ReportPage({ query }: { query: AuditQuery }) {
  const intl = useIntl();
  const ipc = useIpc();
  const words = useFileWords();
  const names = useFileNames();
  const { moment } = useMoments(useTimeZone());
  const checkedAt = useAuditState().data?.checkedAt ?? null;
  const [asking, setAsking] = useState(false);
  const calendar = useSaveFile(() => ipc.saveCalendar({ kind: 'query', query }, words, names.calendar()));
  const { data: rows, error } = useRows(query);
  const print = useMutation({ mutationFn: () => ipc.printPage() });
  const failure = error ?? calendar.error ?? print.error;
  return (
    <Page
      width="wide"
      title={intl.formatMessage({ id: 'reports.title' })}
      lead={
        rows !== undefined &&
        checkedAt !== null && (
          <FormattedMessage id="reports.lead" values={{ matches: rows.matches, moment: moment(checkedAt) }} />
        )
      }
      actions={
        rows !== undefined && (
          <div className={styles.actions}>
            <Button icon={Table2} onClick={() => setAsking(true)}>
              <FormattedMessage id="reports.csv" />
            </Button>
            <Button icon={CalendarPlus} busy={calendar.isPending} onClick={() => calendar.mutate(undefined)}>
              <FormattedMessage id="reports.calendar" />
            </Button>
            <Button icon={Printer} onClick={() => print.mutate()}>
              <FormattedMessage id="reports.print" />
            </Button>
          </div>
        )
      }
    >
      {failure && <ErrorCard error={failure} />}
      <Banner tone="info" title={<FormattedMessage id="reports.notice" />}>
        {(query.filters.length > 0 || query.search.trim() !== '') && <FormattedMessage id="reports.narrowed" />}
      </Banner>
      {rows === undefined && error === null && (
        <p role="status">
          <Spinner /> <FormattedMessage id="reports.loading" />
        </p>
      )}
      {rows !== undefined && (
        <>
          <Section title={<FormattedMessage id="pictures.timeline" />}>
            <TimelinePicture query={query} only={null} />
          </Section>
          <Section title={<FormattedMessage id="pictures.matrix" />}>
            <MatrixPicture query={query} only={null} />
          </Section>
          <Section title={<FormattedMessage id="reports.table" />}>
            <RowsTable page={rows} byShare={query.view === 'shares'} />
          </Section>
        </>
      )}
      {asking && <CsvDialog query={query} onClose={() => setAsking(false)} />}
    </Page>
  );
}
