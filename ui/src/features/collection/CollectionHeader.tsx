import { Link2, UserPlus } from 'lucide-react';
import { useIntl } from 'react-intl';
import { useCopy } from '../../clipboard/useCopy';
import { Button } from '../../components/Button';
import { LinkButton } from '../../components/LinkButton';
import type { CollectionDetails } from '../../ipc/bindings';
import { useNavigation } from '../../navigation/navigation';
import { useMinutesSince } from '../../time/useMinutesSince';
import { linkTo, localFolder } from './model/links';

interface LeadProps {
  details: CollectionDetails;
  checking: boolean;
  onCheck: () => void;
}

/** What it is, where it lives, and how fresh that is. */
export function HeaderLead({ details, checking, onCheck }: LeadProps) {
  const intl = useIntl();
  const minutes = useMinutesSince(details.checkedAt);
  return (
    <>
      {details.storage === null
        ? intl.formatMessage({ id: 'collection.kind' })
        : intl.formatMessage({ id: 'collection.kindOn' }, { storage: details.storage.name })}
      <br />
      {intl.formatMessage({ id: 'collection.checked' }, { minutes })}{' '}
      {/* Stays in place while it works, so that the focus does. */}
      <LinkButton aria-disabled={checking || undefined} onClick={() => checking || onCheck()}>
        {intl.formatMessage({ id: checking ? 'collection.checking' : 'collection.checkAgain' })}
      </LinkButton>
    </>
  );
}

interface ActionsProps {
  details: CollectionDetails;
  path: string;
}

/** The link to the folder, and the way to more guests: by its path on this computer, or by its link elsewhere. */
export function HeaderActions({ details, path }: ActionsProps) {
  const intl = useIntl();
  const { openShare } = useNavigation();
  const { copy, label } = useCopy(intl.formatMessage({ id: 'collection.copyLink' }));
  const link = linkTo(details.link, path);
  return (
    <>
      <Button icon={Link2} onClick={() => void copy(link)}>
        {label}
      </Button>
      {details.may.changeAccess && (
        <Button
          variant="primary"
          icon={UserPlus}
          onClick={() => openShare({ paths: [localFolder(details, path) ?? link] })}
        >
          {intl.formatMessage({ id: 'collection.addGuests' })}
        </Button>
      )}
    </>
  );
}
