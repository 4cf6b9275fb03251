import { useMutation } from '@tanstack/react-query';
import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';

import { Button } from '../../../components/Button';
import { FormDialog } from '../../../components/FormDialog';
import { TextField } from '../../../components/TextField';
import { errorWords } from '../../../errors/words';
import type { ShareRow } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { problemOf, withSlashes, type PathProblem } from '../model/folderPath';
import styles from '../MySharesPage.module.css';

/** A folder of a guest collection. */
interface Place {
  collectionId: string;
  path: string;
}

interface Props {
  row: ShareRow;
  onClose: () => void;
  onPoint: (place: Place) => void;
}

/** Where the folder of a share is now: picked on this computer, or typed as it is called in the shared folder. */
export function PointDialog({ row, onClose, onPoint }: Props) {
  const intl = useIntl();
  const ipc = useIpc();
  const [place, setPlace] = useState<Place>({ collectionId: row.collectionId, path: '' });
  const [problem, setProblem] = useState<PathProblem | null>(null);
  const name = row.name;

  const choose = useMutation({
    mutationFn: async () => {
      const [chosen] = await ipc.chooseFolders();
      if (chosen === undefined) return null;
      const [check] = await ipc.checkFolders([chosen]);
      return check ?? null;
    },
    onSuccess: (check) => {
      if (check === null) return;
      const target = check.location?.target;
      // A place that no shared folder covers has to be shared itself; then nothing is left to point to.
      if (target?.kind === 'reuse') setPlace({ collectionId: target.collectionId, path: target.path });
      setProblem(target?.kind === 'reuse' ? null : 'notShared');
    },
  });
  const failure = choose.error && errorWords(choose.error).title;

  const act = () => {
    const path = withSlashes(place.path);
    const found = problemOf(path, place.collectionId === row.collectionId ? row.path : null);
    setProblem(found);
    if (found === null) onPoint({ ...place, path });
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={intl.formatMessage({ id: 'shares.pointTitle' }, { name })}
      actLabel={intl.formatMessage({ id: 'shares.seeChange' })}
      onAct={act}
    >
      <div className={styles.point}>
        <p>{intl.formatMessage({ id: 'shares.pointLead' })}</p>
        <TextField
          label={intl.formatMessage({ id: 'shares.pointPath' }, { collection: row.collectionName })}
          hint={intl.formatMessage({ id: 'shares.pointHint' })}
          error={problem === null ? undefined : intl.formatMessage({ id: `shares.pointProblem.${problem}` })}
          value={place.path}
          onChange={(path) => {
            setProblem(null);
            setPlace({ collectionId: row.collectionId, path });
          }}
        />
        <Button icon={FolderOpen} busy={choose.isPending} onClick={() => choose.mutate()}>
          {intl.formatMessage({ id: 'shares.pointChoose' })}
        </Button>
        {failure && <p role="alert">{intl.formatMessage({ id: failure.id }, failure.values)}</p>}
      </div>
    </FormDialog>
  );
}
