import { useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { guestName } from '../../../components/guests/guests';
import { HeaderCell, Table } from '../../../components/Table';
import { VisuallyHidden } from '../../../components/VisuallyHidden';
import type { CollectionDetails, EffectiveGuest, FolderAccess } from '../../../ipc/bindings';
import { guestRowKey } from '../model/guests';
import type { TabProps } from '../CollectionTabs';
import styles from './Access.module.css';
import { GuestRow } from './GuestRow';
import type { Opened } from './opened';

interface GuestTableProps {
  details: CollectionDetails;
  folder: FolderAccess;
  offline: boolean;
  gone: boolean;
  onOpen: TabProps['onOpen'];
}

/** Everybody who reaches the folder, with what they can really do. One row at a time says more. */
export function GuestTable({ details, folder, offline, gone, onOpen }: GuestTableProps) {
  const intl = useIntl();
  const [opened, setOpened] = useState<{ key: string; what: Opened } | null>(null);
  const table = useRef<HTMLTableSectionElement>(null);
  const sameName = repeatedNames(folder.guests);

  function close(key: string) {
    setOpened(null);
    // The menu of the row is where the panel was opened from.
    table.current?.querySelector<HTMLElement>(`[data-guest="${CSS.escape(key)}"] [aria-haspopup]`)?.focus();
  }

  if (folder.guests.length === 0) {
    return (
      <p className={styles.note}>{intl.formatMessage({ id: 'collection.access.nobody' }, { name: folder.name })}</p>
    );
  }
  return (
    <div className={styles.guests}>
      <Table caption={intl.formatMessage({ id: 'collection.access.title' }, { name: folder.name })}>
        <thead>
          <tr>
            <HeaderCell>{intl.formatMessage({ id: 'collection.column.guest' })}</HeaderCell>
            <HeaderCell>{intl.formatMessage({ id: 'collection.column.level' })}</HeaderCell>
            <HeaderCell date>{intl.formatMessage({ id: 'collection.column.ends' })}</HeaderCell>
            <HeaderCell>
              <VisuallyHidden>{intl.formatMessage({ id: 'collection.column.actions' })}</VisuallyHidden>
            </HeaderCell>
          </tr>
        </thead>
        <tbody ref={table}>
          {folder.guests.map((guest) => {
            const key = guestRowKey(guest);
            const name = guest.access.to === 'guest' ? guestName(guest.access.guest) : null;
            return (
              <GuestRow
                key={key}
                {...{ details, folder, guest, offline, gone, onOpen }}
                showAddress={name !== null && sameName.has(name)}
                opened={opened?.key === key ? opened.what : null}
                onOpened={(what) => (what === null ? close(key) : setOpened({ key, what }))}
              />
            );
          })}
        </tbody>
      </Table>
    </div>
  );
}

/** Names that more than one guest has: their addresses tell them apart. */
function repeatedNames(guests: readonly EffectiveGuest[]): ReadonlySet<string> {
  const names = guests.flatMap(({ access }) => (access.to === 'guest' ? (guestName(access.guest) ?? []) : []));
  return new Set(names.filter((name, index) => names.indexOf(name) !== index));
}
