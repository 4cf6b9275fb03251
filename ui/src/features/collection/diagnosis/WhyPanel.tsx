import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { useGuestWords } from '../../../components/guests/useGuestWords';
import { IconButton } from '../../../components/IconButton';
import type { CollectionDetails, EffectiveGuest, FolderAccess, Person } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import { PeopleBox } from '../../../people/PeopleBox';
import type { TabProps } from '../CollectionTabs';
import { DiagnosisPanel } from './DiagnosisPanel';
import styles from './Diagnosis.module.css';

/** Whose question it is; not known yet where it was asked beside the folders. */
export type Asked = Person | 'somebody';

interface WhyPanelProps {
  details: CollectionDetails;
  folder: FolderAccess;
  asked: Asked;
  offline: boolean;
  onAsk: (asked: Asked | null) => void;
  onDemand: (error: IpcError) => boolean;
  onOpen: TabProps['onOpen'];
}

/** "Why can't they open it?" for anybody, on the list or not. */
export function WhyPanel({ asked, onAsk, onDemand, ...shared }: WhyPanelProps) {
  const { folder } = shared;
  function close() {
    onAsk(null);
    // The button beside the folders asks the same again.
    document.querySelector<HTMLElement>('[data-why]')?.focus();
  }
  return asked === 'somebody' ? (
    <Who folder={folder} {...{ onAsk, onDemand }} onClose={close} />
  ) : (
    <DiagnosisPanel key={`${asked.id}${folder.path}`} {...shared} guest={guestOf(folder, asked)} onClose={close} />
  );
}

/** As they stand in the list; somebody who does not has nothing here. */
function guestOf({ guests }: FolderAccess, person: Person): EffectiveGuest {
  const listed = guests.find(({ access }) => access.to === 'guest' && access.guest.id === person.id);
  return (
    listed ?? {
      access: { to: 'guest', guest: { kind: 'person', ...person } },
      permissions: 'r',
      endsAt: null,
      counting: [],
      withoutEffect: [],
      role: null,
      owner: false,
      isMe: false,
    }
  );
}

interface WhoProps {
  folder: FolderAccess;
  onAsk: (asked: Asked) => void;
  onDemand: (error: IpcError) => boolean;
  onClose: () => void;
}

function Who({ folder, onAsk, onDemand, onClose }: WhoProps) {
  const intl = useIntl();
  const { nameOf } = useGuestWords();
  const [text, setText] = useState('');
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <section className={styles.panel} aria-labelledby="why-title">
      <div className={styles.head}>
        <h3 id="why-title">{intl.formatMessage({ id: 'collection.whyNot.title' }, { folder: folder.name })}</h3>
        <IconButton icon={X} label={intl.formatMessage({ id: 'common.close' })} onClick={onClose} />
      </div>
      <PeopleBox
        peopleOnly
        label={intl.formatMessage({ id: 'collection.whyNot.hint' })}
        placeholder={intl.formatMessage({ id: 'collection.whyNot.placeholder' })}
        text={text}
        onText={setText}
        onAdd={(guest) => guest.kind === 'person' && onAsk(guest)}
        isOnList={() => false}
        nameOf={nameOf}
        error={null}
        onDemand={onDemand}
        inputRef={box}
      />
    </section>
  );
}
