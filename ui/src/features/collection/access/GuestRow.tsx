import { ChevronDown, ChevronRight } from 'lucide-react';
import { useIntl } from 'react-intl';
import { Avatar } from '../../../components/Avatar';
import { AccessAvatar } from '../../../components/guests/AccessAvatar';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import { IconButton } from '../../../components/IconButton';
import { LevelWords } from '../../../components/LevelSelect';
import { MoreMenu } from '../../../components/MoreMenu';
import { Cell, Row } from '../../../components/Table';
import type { CollectionDetails, EffectiveGuest, FolderAccess } from '../../../ipc/bindings';
import { DiagnosisPanel } from '../diagnosis/DiagnosisPanel';
import { guestRowKey, isThroughRole, wantsReasons } from '../model/guests';
import type { TabProps } from '../CollectionTabs';
import { EndCell } from './EndCell';
import { GuestLines } from './GuestLines';
import styles from './GuestRow.module.css';
import type { Opened } from './opened';
import { Reasons } from './Reasons';
import { useGuestMenu } from './useGuestMenu';

interface GuestRowProps {
  details: CollectionDetails;
  folder: FolderAccess;
  guest: EffectiveGuest;
  /** Another guest has the same name. */
  showAddress: boolean;
  offline: boolean;
  gone: boolean;
  opened: Opened | null;
  onOpened: (what: Opened | null) => void;
  onOpen: TabProps['onOpen'];
}

/** One guest: who · what they can really do · until when · what can be done. */
export function GuestRow(props: GuestRowProps) {
  const { details, folder, guest, showAddress, offline, gone, opened, onOpened, onOpen } = props;
  const intl = useIntl();
  const { nameOf } = useAccessWords();
  const name = nameOf(guest.access);
  const role = isThroughRole(guest);
  const menu = useGuestMenu(props);
  const Arrow = opened === 'reasons' ? ChevronDown : ChevronRight;
  return (
    <>
      <Row className={styles.row} data-guest={guestRowKey(guest)}>
        <Cell>
          <div className={styles.who}>
            {role ? <Avatar kind="role" name="" /> : <AccessAvatar access={guest.access} />}
            <div className={styles.words}>
              <div className={styles.name}>
                {guest.isMe ? intl.formatMessage({ id: 'collection.you' }, { name }) : name}
              </div>
              <GuestLines guest={guest} showAddress={showAddress} />
            </div>
          </div>
        </Cell>
        <Cell label={intl.formatMessage({ id: 'collection.column.level' })}>
          <LevelWords level={guest.permissions} />
        </Cell>
        <Cell date className={styles.ends} label={intl.formatMessage({ id: 'collection.column.ends' })}>
          <EndCell guest={guest} onRoles={() => onOpen({ tab: 'roles' })} />
        </Cell>
        <Cell className={styles.act}>
          <div className={styles.buttons}>
            {wantsReasons(guest) && (
              <IconButton
                icon={Arrow}
                label={intl.formatMessage({ id: 'collection.why.toggle' }, { name, folder: folder.name })}
                aria-expanded={opened === 'reasons'}
                onClick={() => onOpened(opened === 'reasons' ? null : 'reasons')}
              />
            )}
            {menu.length > 0 && (
              <MoreMenu label={intl.formatMessage({ id: 'collection.menu' }, { name })} entries={() => menu} />
            )}
          </div>
        </Cell>
      </Row>
      {role && !guest.owner && (
        <tr className={styles.noteRow}>
          <td colSpan={4} className={styles.noteCell}>
            {intl.formatMessage({ id: 'collection.access.roleNote' })}
          </td>
        </tr>
      )}
      {opened !== null && (
        <tr className={styles.noteRow}>
          <td colSpan={4} className={styles.openCell}>
            {opened === 'reasons' ? (
              <Reasons {...{ folder, guest, offline }} />
            ) : (
              <DiagnosisPanel {...{ details, folder, guest, gone, offline, onOpen }} onClose={() => onOpened(null)} />
            )}
          </td>
        </tr>
      )}
    </>
  );
}
