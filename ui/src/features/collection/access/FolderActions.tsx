import { Ban, CopyPlus } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import type { CollectionDetails, FolderAccess } from '../../../ipc/bindings';
import { useNavigation } from '../../../navigation/navigation';
import { withoutEffect } from '../model/guests';
import shared from '../Collection.module.css';
import styles from './Access.module.css';
import { PlaceDialog } from './PlaceDialog';

interface FolderActionsProps {
  details: CollectionDetails;
  folder: FolderAccess;
  offline: boolean;
}

/** What can be done with the permissions of this folder together. */
export function FolderActions({ details, folder, offline }: FolderActionsProps) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const [copying, setCopying] = useState(false);
  const { name, path } = folder;
  const useless = withoutEffect(folder);
  const here = folder.guests.some(({ counting, withoutEffect: idle }) =>
    [...counting, ...idle].some((grant) => grant.rule !== null && grant.path === path),
  );
  const unavailable = offline ? intl.formatMessage({ id: 'collection.needsConnection' }) : null;
  const { changeAccess, removeAccess } = details.may;
  return (
    <div className={shared.actions}>
      {here && changeAccess && (
        <Button size="small" icon={CopyPlus} unavailable={unavailable} onClick={() => setCopying(true)}>
          {intl.formatMessage({ id: 'collection.access.copyTo' })}
        </Button>
      )}
      {useless.length > 0 && useless.length < details.withoutEffect && removeAccess && (
        <Button
          size="small"
          icon={Ban}
          unavailable={unavailable}
          onClick={() =>
            navigate({ name: 'change', targets: { kind: 'rules', rules: useless }, action: { kind: 'stop' } })
          }
        >
          {intl.formatMessage({ id: 'collection.access.cleanUpHere' }, { count: useless.length })}
        </Button>
      )}
      {!changeAccess && (
        <p className={styles.note}>
          {intl.formatMessage(
            { id: 'collection.access.mayNot' },
            { role: details.may.because ?? 'none', remove: removeAccess ? 'yes' : 'no' },
          )}
        </p>
      )}
      {copying && <PlaceDialog kind="copyTo" {...{ details, path, name }} onClose={() => setCopying(false)} />}
    </div>
  );
}
