import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { LinkButton } from '../../../components/LinkButton';
import { RadioList } from '../../../components/RadioList';
import type { Location, ShareTarget } from '../../../ipc/bindings';
import styles from './FactsCard.module.css';

interface TargetChoiceProps {
  location: Location;
  collectionId: string | null;
  onCollection: (id: string | null) => void;
}

/** Another shared folder that covers this one as well. Nothing when there is none. */
export function TargetChoice({ location, collectionId, onCollection }: TargetChoiceProps) {
  const intl = useIntl();
  const [open, setOpen] = useState(false);
  if (location.alternatives.length === 0) return null;
  if (!open) {
    return (
      <p>
        <LinkButton onClick={() => setOpen(true)}>
          <FormattedMessage id="share.facts.useOther" />
        </LinkButton>
      </p>
    );
  }

  const suggested = idOf(location.target);
  const options = [location.target, ...location.alternatives].map((target, index) => ({
    value: idOf(target),
    label: (
      <FormattedMessage
        id={target.kind === 'reuse' ? 'share.facts.targetReuse' : 'share.facts.targetCreate'}
        values={{ name: target.name }}
      />
    ),
    hint: [
      intl.formatMessage({ id: 'share.facts.targetAt' }, { path: target.hostPath }),
      ...(index === 0 ? [intl.formatMessage({ id: 'share.facts.suggested' })] : []),
    ].join(' · '),
  }));
  return (
    <div className={styles.choice}>
      <RadioList
        legend={<FormattedMessage id="share.facts.useOtherLegend" />}
        value={collectionId ?? suggested}
        onChange={(value) => onCollection(value === suggested ? null : value)}
        options={options}
      />
      <div>
        <Button size="small" onClick={() => setOpen(false)}>
          <FormattedMessage id="common.done" />
        </Button>
      </div>
    </div>
  );
}

/** A new collection has no id yet. */
function idOf(target: ShareTarget): string {
  return target.kind === 'reuse' ? target.collectionId : '';
}
