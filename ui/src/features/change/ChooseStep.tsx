import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../components/Button';
import { EndDateControl } from '../../components/end-date/EndDateControl';
import type { EndValue } from '../../components/end-date/endValue';
import { LevelSelect } from '../../components/LevelSelect';
import { Page } from '../../components/Page';
import { RadioList } from '../../components/RadioList';
import type { ChangeAction, Permissions } from '../../ipc/bindings';
import { useUsualDays } from '../../policy/useUsualDays';
import { useToday } from '../../time/Clock';
import styles from './review/Review.module.css';

type Choice = 'end' | 'level' | 'stop';

/** What shall be changed, where the person has only said of what. */
export function ChooseStep({ onBack, onChoose }: { onBack: () => void; onChoose: (action: ChangeAction) => void }) {
  const intl = useIntl();
  const today = useToday();
  const usualDays = useUsualDays();
  const [choice, setChoice] = useState<Choice>('end');
  const [end, setEnd] = useState<EndValue>({ kind: 'on', day: today.add({ days: usualDays }).toString() });
  const [permissions, setPermissions] = useState<Permissions>('r');

  function action(): ChangeAction {
    switch (choice) {
      case 'end':
        return { kind: 'setEnd', end };
      case 'level':
        return { kind: 'setLevel', permissions };
      case 'stop':
        return { kind: 'stop' };
    }
  }

  return (
    <Page title={intl.formatMessage({ id: 'change.choose.title' })} lead={<FormattedMessage id="change.choose.lead" />}>
      <div className={styles.choice}>
        <RadioList
          legend={<FormattedMessage id="change.choose.legend" />}
          legendHidden
          value={choice}
          onChange={setChoice}
          options={[
            { value: 'end', label: <FormattedMessage id="change.choose.end" /> },
            { value: 'level', label: <FormattedMessage id="change.choose.level" /> },
            {
              value: 'stop',
              label: <FormattedMessage id="change.choose.stop" />,
              hint: <FormattedMessage id="change.choose.stopHint" />,
            },
          ]}
        />
        {choice !== 'stop' && (
          <div className={styles.control}>
            {choice === 'end' ? (
              <EndDateControl value={end} onChange={setEnd} defaultDays={usualDays} />
            ) : (
              <LevelSelect value={permissions} onChange={setPermissions} />
            )}
          </div>
        )}
      </div>
      <div className={styles.actions}>
        <Button variant="primary" size="large" onClick={() => onChoose(action())}>
          <FormattedMessage id="change.choose.goOn" />
        </Button>
        <Button size="large" onClick={onBack}>
          <FormattedMessage id="common.cancel" />
        </Button>
      </div>
    </Page>
  );
}
