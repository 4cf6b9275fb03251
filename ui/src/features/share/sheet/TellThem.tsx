import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Checkbox } from '../../../components/Checkbox';
import { TextArea } from '../../../components/TextArea';
import { sensitiveWord } from '../model/sensitive';
import { countGuests } from '../../../components/guests/guests';
import { useGuestWords } from '../../../components/guests/useGuestWords';
import type { DraftProps } from './draftProps';
import styles from './TellThem.module.css';

/** Message and e-mail; below them, folded, what most people never need. */
export function TellThem({
  draft,
  dispatch,
  children,
}: Pick<DraftProps, 'draft' | 'dispatch'> & { children: ReactNode }) {
  const intl = useIntl();
  const { nameOf } = useGuestWords();
  const guests = draft.guests.map((row) => row.guest);
  const { people, groups } = countGuests(guests);
  const names = guests.filter((guest) => guest.kind === 'group').map(nameOf);
  const word = sensitiveWord(draft.message, intl.formatMessage({ id: 'share.sensitive.words' }));
  const quiet = draft.notify === 'quiet';
  return (
    <div className={styles.card}>
      <div className={styles.words}>
        <TextArea
          label={<FormattedMessage id="share.tell.message" />}
          optional
          hint={<FormattedMessage id={quiet ? 'share.tell.hintQuiet' : 'share.tell.hint'} />}
          dir="auto"
          value={draft.message}
          onChange={(message) => dispatch({ type: 'messageTyped', message })}
        />
        <p role="status" className={styles.sensitive}>
          {word !== null && <FormattedMessage id="share.sensitive.note" values={{ word }} />}
        </p>
        <Checkbox
          checked={!quiet}
          onChange={(on) => dispatch({ type: 'notifyChosen', notify: on ? 'email' : 'quiet' })}
          hint={
            <FormattedMessage
              id="share.tell.notifyHint"
              values={{ groups, names: intl.formatList(names, { type: 'conjunction' }) }}
            />
          }
        >
          <strong>
            <FormattedMessage id="share.tell.notify" values={{ people }} />
          </strong>
        </Checkbox>
      </div>
      {children}
    </div>
  );
}
