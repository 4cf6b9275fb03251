import { createContext, use, useState, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { PickedFolder } from '../../../../storage/picked';
import { StoragePicker } from '../../../../storage/StoragePicker';
import { folderName } from '../../../../files/folderName';
import { CompareDrive } from './CompareDrive';

/** A folder on a network drive of which nobody has said yet which storage it is. */
export interface AskedDrive {
  folder: string;
  drive: string;
}

const MapDriveContext = createContext<(asked: AskedDrive) => void>(() => undefined);

/** Opens the choice of the storage that a drive is. */
export function useMapDrive() {
  return use(MapDriveContext);
}

/** Stands in for the check while a drive is looked for on storage: choose the folder there, compare, confirm. */
export function MapDrive({ onMapped, children }: { onMapped: () => void; children: ReactNode }) {
  const intl = useIntl();
  const [asked, setAsked] = useState<AskedDrive | null>(null);
  const [picked, setPicked] = useState<PickedFolder | null>(null);
  if (asked === null) return <MapDriveContext value={setAsked}>{children}</MapDriveContext>;
  const name = folderName(asked.folder);
  if (picked === null) {
    return (
      <StoragePicker
        purpose="drive"
        title={intl.formatMessage({ id: 'share.drive.pickTitle' }, { drive: asked.drive })}
        lead={<FormattedMessage id="share.drive.pickLead" values={{ name }} />}
        onPick={setPicked}
      />
    );
  }
  return (
    <CompareDrive
      asked={asked}
      picked={picked}
      onOther={() => setPicked(null)}
      onCancel={() => {
        setPicked(null);
        setAsked(null);
      }}
      onMapped={() => {
        setPicked(null);
        setAsked(null);
        onMapped();
      }}
    />
  );
}
