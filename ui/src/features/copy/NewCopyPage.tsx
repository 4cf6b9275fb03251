import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useNavigation } from '../../navigation/navigation';
import type { PickedFolder } from '../../storage/picked';
import { StoragePicker } from '../../storage/StoragePicker';
import { PlanStep } from './plan/PlanStep';

interface NewCopyPageProps {
  /** Path or link of the folder to be copied. */
  source: string;
  /** What it is called. */
  name: string;
}

/** Where to, under which name, and then off it goes. What was typed is kept on the way back and forth. */
export default function NewCopyPage({ source, name: first }: NewCopyPageProps) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const [place, setPlace] = useState<PickedFolder | null>(null);
  const [last, setLast] = useState<PickedFolder | null>(null);
  const [name, setName] = useState(first);

  if (place === null) {
    return (
      <StoragePicker
        purpose="destination"
        title={intl.formatMessage({ id: 'storage.destinationTitle' })}
        lead={<FormattedMessage id="storage.destinationLead" />}
        {...(last !== null && { start: { storage: last.storage, path: last.path } })}
        onPick={(folder) => {
          setPlace(folder);
          setLast(folder);
        }}
      />
    );
  }
  return (
    <PlanStep
      {...{ source, place, name, setName }}
      sourceName={first}
      onChoose={() => setPlace(null)}
      onStarted={({ id }) => navigate({ name: 'copy', id })}
    />
  );
}
