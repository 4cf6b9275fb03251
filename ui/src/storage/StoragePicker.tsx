import { useState, type ReactNode } from 'react';
import { ChooseStorage } from './ChooseStorage';
import { FolderPage } from './FolderPage';
import type { PickedFolder, Place, Purpose } from './picked';

interface StoragePickerProps {
  purpose: Purpose;
  /** The screen on which a storage is chosen. */
  title: string;
  lead: ReactNode;
  /** Where to begin; otherwise with the choice of a storage. */
  start?: Place;
  onPick: (folder: PickedFolder) => void;
  /** Where a folder can't be shared: it may be copied to where it can. */
  onCopy?: (folder: PickedFolder) => void;
}

/** Walks through storage, screen by screen, until a folder is chosen. What was looked for stays for the way back. */
export function StoragePicker({ purpose, title, lead, start, onPick, onCopy }: StoragePickerProps) {
  const [place, setPlace] = useState<Place | null>(start ?? null);
  const [text, setText] = useState('');
  if (place === null) return <ChooseStorage {...{ purpose, title, lead, text, setText }} onOpen={setPlace} />;
  return (
    <FolderPage
      key={place.storage.id}
      purpose={purpose}
      place={place}
      onOpen={(path) => setPlace({ ...place, path })}
      onLeave={() => setPlace(null)}
      onPick={onPick}
      {...(onCopy && { onCopy })}
    />
  );
}
