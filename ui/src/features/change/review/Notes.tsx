import { FormattedMessage, useIntl } from 'react-intl';
import { Checkbox } from '../../../components/Checkbox';
import { InlineWarning } from '../../../components/InlineWarning';
import type { ChangeNote, ChangePlan } from '../../../ipc/bindings';
import styles from './Review.module.css';

interface NotesProps {
  plan: ChangePlan;
  haveCopy: boolean;
  onHaveCopy: (on: boolean) => void;
  /** The person wanted to go on: say what is still needed. */
  complain: boolean;
}

/** What concerns the change as a whole, and the one tick that new write access needs. */
export function Notes({ plan, haveCopy, onHaveCopy, complain }: NotesProps) {
  const intl = useIntl();
  const asks = wantsCopy(plan);
  if (!asks && plan.notes.length === 0) return null;
  return (
    <section className={styles.notes} aria-label={intl.formatMessage({ id: 'change.review.notes' })}>
      {plan.notes.map((note) => (
        <Note
          key={JSON.stringify(note)}
          note={note}
          elsewhere={plan.action.kind === 'copyTo' || plan.action.kind === 'pointTo'}
        />
      ))}
      {asks && (
        <InlineWarning
          title={<FormattedMessage id="change.review.canDelete" />}
          fixes={
            <Checkbox
              checked={haveCopy}
              onChange={onHaveCopy}
              data-open-tick={haveCopy ? undefined : ''}
              error={complain && !haveCopy ? intl.formatMessage({ id: 'change.review.tickHere' }) : undefined}
            >
              <strong>
                <FormattedMessage id="change.review.haveCopy" />
              </strong>
            </Checkbox>
          }
        >
          <FormattedMessage id="change.review.canDeleteMore" />
        </InlineWarning>
      )}
    </section>
  );
}

/** Whether the plan wants "I have a copy elsewhere". */
export function wantsCopy({ ticks }: ChangePlan): boolean {
  return ticks.some(({ kind }) => kind === 'haveCopy');
}

/** `elsewhere`: nobody chose an end, the ones here are carried over. */
function Note({ note, elsewhere }: { note: ChangeNote; elsewhere: boolean }) {
  const values =
    'rows' in note ? { rows: note.rows } : { collection: note.collectionName, permissions: note.permissions };
  const id =
    elsewhere && note.kind === 'endShortened' ? 'change.note.endShortenedThere' : (`change.note.${note.kind}` as const);
  return (
    <InlineWarning title={<FormattedMessage id={id} values={values} />}>
      <FormattedMessage id={`change.note.${note.kind}More`} values={values} />
    </InlineWarning>
  );
}
