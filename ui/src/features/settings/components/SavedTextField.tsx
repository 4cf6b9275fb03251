import { useState, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { TextField } from '../../../components/TextField';
import { ErrorCard } from '../../../errors/ErrorCard';
import { fieldSentence } from '../../../errors/words';
import type { Field, Settings } from '../../../ipc/bindings';
import styles from '../Settings.module.css';
import { useSettings } from '../useSettings';

interface SavedTextFieldProps {
  /** The field that the app's refusals name. */
  field: Field;
  label: string;
  hint: string;
  action: ReactNode;
  /** What is in force. */
  saved: string;
  change: (text: string) => Partial<Settings>;
  /** Offers to go back to the empty field. */
  clear?: ReactNode;
}

/** A text that is checked by the app when it is saved. A refusal stands beside it, and what was typed stays. */
export function SavedTextField({ field, label, hint, action, saved, change, clear }: SavedTextFieldProps) {
  const intl = useIntl();
  const { save } = useSettings();
  const [text, setText] = useState(saved);
  const sentence = fieldSentence(save.error, field);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(change(text.trim()));
      }}
    >
      <TextField
        label={label}
        hint={hint}
        error={sentence && intl.formatMessage({ id: sentence })}
        value={text}
        onChange={(next) => {
          save.reset();
          setText(next);
        }}
      />
      <div className={styles.buttons}>
        <Button type="submit" size="small" busy={save.isPending}>
          {action}
        </Button>
        {clear != null && saved !== '' && (
          <Button
            size="small"
            variant="quiet"
            onClick={() => {
              setText('');
              save.mutate(change(''));
            }}
          >
            {clear}
          </Button>
        )}
        {save.isSuccess && (
          <span className={styles.muted}>
            <FormattedMessage id="settings.saved" />
          </span>
        )}
      </div>
      {save.error && sentence === null && <ErrorCard error={save.error} />}
    </form>
  );
}
