import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { LinkButton } from '../../../components/LinkButton';
import { RadioList } from '../../../components/RadioList';
import type { Location, ShareTarget } from '../../../ipc/bindings';
import { chosenTarget, targetsOf, type TargetWish } from '../model/target';
import styles from './FactsCard.module.css';

interface TargetChoiceProps {
  location: Location;
  wish: TargetWish;
  /** Null for the suggested one. */
  onTarget: (target: ShareTarget | null) => void;
}

/** Another shared folder that covers this one as well, or a new one. Nothing when there is none. */
export function TargetChoice({ location, wish, onTarget }: TargetChoiceProps) {
  const intl = useIntl();
  const [open, setOpen] = useState(false);
  const targets = targetsOf(location);
  if (targets.length === 1) return null;
  const onlyNew = location.alternatives.every((target) => target.kind === 'create');
  if (!open && onlyNew) {
    const isNew = chosenTarget(wish, location).kind === 'create';
    return (
      <p>
        <LinkButton onClick={() => onTarget(isNew ? null : (location.alternatives[0] ?? null))}>
          {isNew ? (
            <FormattedMessage id="share.facts.useExisting" values={{ name: location.target.name }} />
          ) : (
            <FormattedMessage id="share.facts.useNew" />
          )}
        </LinkButton>
      </p>
    );
  }
  if (!open) {
    return (
      <p>
        <LinkButton onClick={() => setOpen(true)}>
          <FormattedMessage id="share.facts.useOther" />
        </LinkButton>
      </p>
    );
  }

  const options = targets.map((target, index) => ({
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
        value={idOf(chosenTarget(wish, location))}
        onChange={(value) => {
          const target = targets.find((one) => idOf(one) === value);
          onTarget(target === undefined || target === location.target ? null : target);
        }}
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
  return target.kind === 'reuse' ? target.collectionId : 'new';
}
