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
        <Note key={JSON.stringify(note)} note={note} />
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

function Note({ note }: { note: ChangeNote }) {
  const values =
    'rows' in note ? { rows: note.rows } : { collection: note.collectionName, permissions: note.permissions };
  return (
    <InlineWarning title={<FormattedMessage id={`change.note.${note.kind}`} values={values} />}>
      <FormattedMessage id={`change.note.${note.kind}More`} values={values} />
    </InlineWarning>
  );
}
