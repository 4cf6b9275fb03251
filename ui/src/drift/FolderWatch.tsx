import { FolderSearch } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { Disclosure } from '../components/Disclosure';
import { FolderDriftNote } from './FolderDriftNote';
import type { Place } from './useDrift';

/** What was added to a folder, for whoever wants to know: it is looked into when this is opened, and not before. */
export function FolderWatch({ name, ...place }: Place & { name: string }) {
  const intl = useIntl();
  const [open, setOpen] = useState(false);
  return (
    <Disclosure
      icon={FolderSearch}
      heading="h2"
      title={intl.formatMessage({ id: 'drift.question' }, { folder: name })}
      open={open}
      onToggle={setOpen}
    >
      <FolderDriftNote {...place} name={name} />
    </Disclosure>
  );
}
