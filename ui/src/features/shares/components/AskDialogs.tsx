import { useState } from 'react';
import { useIntl } from 'react-intl';

import { EndDateDialog } from '../../../components/end-date/EndDateDialog';
import { quickDay, type EndValue } from '../../../components/end-date/endValue';
import { FormDialog } from '../../../components/FormDialog';
import { useForbids } from '../../../components/policy/limits';
import { RadioList } from '../../../components/RadioList';
import type { ChangeAction, ChangeTargets, Permissions } from '../../../ipc/bindings';
import { useNavigation } from '../../../navigation/navigation';
import { useUsualDays } from '../../../policy/useUsualDays';
import { useTimeZone, useToday } from '../../../time/Clock';
import { dayOf } from '../../../time/days';
import type { Ask } from '../model/ask';
import { PointDialog } from './PointDialog';

interface Props {
  /** What is still to be chosen; null while nothing is. */
  ask: Ask | null;
  onClose: () => void;
}

/** The one choice that a change needs before it can be planned. What it would do is shown next, not here. */
export function AskDialogs({ ask, onClose }: Props) {
  const { navigate } = useNavigation();
  const change = (targets: ChangeTargets, action: ChangeAction) => navigate({ name: 'change', targets, action });
  switch (ask?.kind) {
    case undefined:
      return null;
    case 'end':
      return <EndDialog ask={ask} onClose={onClose} onChange={(end) => change(ask.targets, { kind: 'setEnd', end })} />;
    case 'level':
      return (
        <LevelDialog
          ask={ask}
          onClose={onClose}
          onChange={(permissions) => change(ask.targets, { kind: 'setLevel', permissions })}
        />
      );
    case 'point':
      return (
        <PointDialog
          row={ask.row}
          onClose={onClose}
          onPoint={(to) => {
            const { collectionId, path } = ask.row;
            change({ kind: 'folder', collectionId, path }, { kind: 'pointTo', ...to });
          }}
        />
      );
  }
}

interface EndDialogProps {
  ask: Extract<Ask, { kind: 'end' }>;
  onClose: () => void;
  onChange: (end: EndValue) => void;
}

/** Begins with the day that is stored, or with the person's usual length. */
function EndDialog({ ask, onClose, onChange }: EndDialogProps) {
  const today = useToday();
  const timeZone = useTimeZone();
  const usualDays = useUsualDays();
  const stored = ask.endsAt === null ? null : dayOf(ask.endsAt, timeZone);
  const start = stored !== null && stored.compare(today) > 0 ? stored : quickDay(usualDays, today);
  return (
    <EndDateDialog
      open
      value={{ kind: 'on', day: start.toString() }}
      name={ask.name}
      defaultDays={usualDays}
      maxDay={null}
      allowNever
      onUse={onChange}
      onClose={onClose}
    />
  );
}

interface LevelDialogProps {
  ask: Extract<Ask, { kind: 'level' }>;
  onClose: () => void;
  onChange: (permissions: Permissions) => void;
}

function LevelDialog({ ask, onClose, onChange }: LevelDialogProps) {
  const intl = useIntl();
  const noWrite = useForbids('write') && ask.level !== 'rw';
  const [level, setLevel] = useState<Permissions>(ask.level);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={intl.formatMessage({ id: 'shares.levelTitle' }, { name: ask.name })}
      actLabel={intl.formatMessage({ id: 'shares.seeChange' })}
      onAct={() => onChange(level)}
    >
      <RadioList
        legendHidden
        legend={intl.formatMessage({ id: 'common.level' })}
        value={level}
        onChange={setLevel}
        options={[
          { value: 'r', label: intl.formatMessage({ id: 'common.read' }) },
          {
            value: 'rw',
            label: intl.formatMessage({ id: 'common.readWrite' }),
            hint: intl.formatMessage({ id: noWrite ? 'policy.level' : 'common.readWriteNote' }),
            disabled: noWrite,
          },
        ]}
      />
    </FormDialog>
  );
}
