import { useMutation, useQuery } from '@tanstack/react-query';
import { CircleCheck, FolderSearch, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../../components/Button';
import { Page } from '../../../../components/Page';
import { Spinner } from '../../../../components/Spinner';
import { ConsentStep } from '../../../../consent/ConsentStep';
import { demandOf } from '../../../../consent/demand';
import { ErrorCard } from '../../../../errors/ErrorCard';
import { folderName } from '../../../../files/folderName';
import type { DriveComparison } from '../../../../ipc/bindings';
import { useIpc } from '../../../../ipc/IpcProvider';
import { keys } from '../../../../ipc/queries';
import type { PickedFolder } from '../../../../storage/picked';
import styles from '../Check.module.css';
import type { AskedDrive } from './MapDrive';

interface CompareDriveProps {
  asked: AskedDrive;
  picked: PickedFolder;
  onOther: () => void;
  onCancel: () => void;
  onMapped: () => void;
}

/** Both folders side by side, what is in them compared, and the question whether they are one. */
export function CompareDrive({ asked, picked, onOther, onCancel, onMapped }: CompareDriveProps) {
  const intl = useIntl();
  const ipc = useIpc();
  const [again, setAgain] = useState(0);
  const comparison = useQuery({
    queryKey: [...keys.drives, 'compare', asked.folder, picked.storage.id, picked.path],
    queryFn: () => ipc.compareDrive(asked.folder, picked.storage.id, picked.path),
    staleTime: 0,
    gcTime: 0,
  });
  const confirm = useMutation({
    mutationFn: () => ipc.confirmDrive(asked.folder, picked.storage.id, picked.path),
    onSuccess: onMapped,
  });

  const demand = demandOf(comparison.error ?? confirm.error);
  if (demand !== null) {
    return (
      <ConsentStep
        key={again}
        demand={demand}
        again={again > 0}
        onCancel={onCancel}
        onDone={() => {
          setAgain((before) => before + 1);
          confirm.reset();
          void comparison.refetch();
        }}
      />
    );
  }

  const { data } = comparison;
  const isOne = data?.verdict === 'same' || data?.verdict === 'nearly';
  const error = comparison.error ?? confirm.error;
  return (
    <Page
      title={intl.formatMessage({ id: 'share.drive.compareTitle' })}
      lead={<FormattedMessage id="share.drive.compareLead" />}
    >
      <dl className={styles.sides}>
        <dt>
          <FormattedMessage id="share.drive.here" />
        </dt>
        <dd dir="ltr">{asked.folder}</dd>
        <dt>
          <FormattedMessage id="share.drive.there" values={{ storage: picked.storage.name }} />
        </dt>
        <dd dir="ltr">{picked.path}</dd>
      </dl>
      <div role="status">
        {data === undefined && error === null && (
          <p className={styles.working}>
            <Spinner /> <FormattedMessage id="share.drive.comparing" />
          </p>
        )}
        {data !== undefined && <Found comparison={data} />}
      </div>
      {error && <ErrorCard error={error} />}
      <div className={styles.actions}>
        {isOne && (
          <Button variant="primary" busy={confirm.isPending} onClick={() => confirm.mutate()}>
            <FormattedMessage id="share.drive.confirm" values={{ storage: picked.storage.name }} />
          </Button>
        )}
        <Button variant={data !== undefined && !isOne ? 'primary' : 'default'} icon={FolderSearch} onClick={onOther}>
          <FormattedMessage id="share.drive.other" values={{ name: folderName(asked.folder) }} />
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          <FormattedMessage id="common.cancel" />
        </Button>
      </div>
    </Page>
  );
}

/** What came of the comparison, and what differs. */
function Found({ comparison }: { comparison: DriveComparison }) {
  const { verdict, same } = comparison;
  const isOne = verdict === 'same' || verdict === 'nearly';
  const Icon = isOne ? CircleCheck : TriangleAlert;
  return (
    <>
      <p className={styles.verdict}>
        <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
        <strong>
          <FormattedMessage id={`share.drive.verdict.${verdict}`} values={{ same }} />
        </strong>
      </p>
      <ul className={styles.differences}>
        <Names side="onlyHere" names={comparison.onlyHere} count={comparison.onlyHereCount} />
        <Names side="onlyThere" names={comparison.onlyThere} count={comparison.onlyThereCount} />
        <Names side="different" names={comparison.different} count={comparison.differentCount} />
      </ul>
    </>
  );
}

interface NamesProps {
  side: 'onlyHere' | 'onlyThere' | 'different';
  names: readonly string[];
  count: number;
}

function Names({ side, names, count }: NamesProps) {
  const intl = useIntl();
  if (count === 0) return null;
  return (
    <li>
      <FormattedMessage
        id={`share.drive.${side}`}
        values={{ names: intl.formatList(names, { type: 'unit' }), more: count - names.length }}
      />
    </li>
  );
}
