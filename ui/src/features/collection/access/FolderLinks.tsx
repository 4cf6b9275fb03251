import { Link } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { Disclosure } from '../../../components/Disclosure';
import { DirectLinks } from '../../../directLinks/DirectLinks';
import type { CollectionDetails } from '../../../ipc/bindings';
import { linkTo } from '../model/links';

interface FolderLinksProps {
  details: CollectionDetails;
  path: string;
  name: string;
}

/** Links of their own for the files of the folder that is open; listed when somebody wants them. */
export function FolderLinks({ details, path, name }: FolderLinksProps) {
  const intl = useIntl();
  const [open, setOpen] = useState(false);
  return (
    <Disclosure
      icon={Link}
      title={intl.formatMessage({ id: 'directLinks.reason.title' })}
      open={open}
      onToggle={setOpen}
    >
      <DirectLinks patient address={linkTo(details.link, path)} name={name} heading="h3" />
    </Disclosure>
  );
}
