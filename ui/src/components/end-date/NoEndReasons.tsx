import { useState } from 'react';
import { RadioGroup } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { RadioOption } from '../RadioOption';
import { TextField } from '../TextField';
import styles from './EndDate.module.css';
import type { EndDateState } from './useEndDate';

const reasons = ['endDate.reasonCollaboration', 'endDate.reasonArchive', 'endDate.reasonGroupLeader'] as const;

/** Why a share may live for ever: a short list, and room for another reason. */
export function NoEndReasons({ state, error }: { state: EndDateState; error: string | undefined }) {
  const intl = useIntl();
  const texts = reasons.map((id) => intl.formatMessage({ id }));
  const [other, setOther] = useState(state.reason !== '' && !texts.includes(state.reason));
  return (
    <div className={styles.reasons}>
      <RadioGroup
        aria-label={intl.formatMessage({ id: 'endDate.reason' })}
        value={other ? 'other' : state.reason}
        onChange={(key) => {
          setOther(key === 'other');
          state.setReason(key === 'other' ? '' : key);
        }}
      >
        <p className={styles.reasonsTitle}>
          <FormattedMessage id="endDate.reason" />
        </p>
        {texts.map((text) => (
          <RadioOption key={text} value={text} className={styles.choice}>
            <span className={styles.knob} />
            <span className={styles.choiceText}>{text}</span>
          </RadioOption>
        ))}
        <RadioOption value="other" className={styles.choice}>
          <span className={styles.knob} />
          <span className={styles.choiceText}>
            <FormattedMessage id="endDate.reasonOther" />
          </span>
        </RadioOption>
      </RadioGroup>
      {other && (
        <TextField
          label={intl.formatMessage({ id: 'endDate.reasonField' })}
          value={state.reason}
          onChange={state.setReason}
          maxLength={200}
        />
      )}
      {error !== undefined && (
        <p role="alert" className={styles.reasonError}>
          {error}
        </p>
      )}
    </div>
  );
}
