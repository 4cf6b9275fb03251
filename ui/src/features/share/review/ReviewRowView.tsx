import { useIntl } from 'react-intl';
import { Avatar } from '../../../components/Avatar';
import { Checkbox } from '../../../components/Checkbox';
import type { ReviewRow } from '../model/review';
import { useGuestWords } from '../../../components/guests/useGuestWords';
import styles from './Review.module.css';
import type { ReviewPageProps } from './ReviewPage';
import { Sentence } from './Sentence';
import { WarningNote } from './WarningNote';

type ReviewRowViewProps = Pick<ReviewPageProps, 'plan' | 'answers' | 'onAnswers' | 'onFix' | 'suggestedEnd'> & {
  row: ReviewRow;
  /** The person wanted to go on: say what is still needed. */
  complain: boolean;
};

/** One guest: what will happen, what speaks against it, and how to mend that. */
export function ReviewRowView({ row, plan, answers, onAnswers, onFix, suggestedEnd, complain }: ReviewRowViewProps) {
  const intl = useIntl();
  const { shortNameOf, nameOf } = useGuestWords();
  const { access } = row;
  const guest = access.to === 'guest' ? access.guest : null;
  const ticked = answers.haveCopy.includes(row.key);
  const place = {
    who:
      guest === null
        ? intl.formatMessage({ id: `common.guest.${access.to === 'anyone' ? 'anyone' : 'signedIn'}` })
        : shortNameOf(guest),
    isGroup: guest?.kind === 'group',
    suggestedEnd,
    timeZone: plan.timeZone,
  };

  function tick(on: boolean) {
    const others = answers.haveCopy.filter((key) => key !== row.key);
    onAnswers({ ...answers, haveCopy: on ? [...others, row.key] : others });
  }

  return (
    <li className={styles.row}>
      {guest === null ? (
        <Avatar kind="everyone" name="" />
      ) : (
        <Avatar kind={guest.kind} name={nameOf(guest)} outside={guest.kind === 'person' && guest.outside} />
      )}
      <div className={styles.words}>
        {row.sentences.map((sentence) => (
          <Sentence key={sentence.grant.id} sentence={sentence} timeZone={plan.timeZone} />
        ))}
        {row.warnings.map(({ warning, folders }) =>
          // The sentence says so already.
          warning.kind === 'neverSignedIn' ? null : (
            <WarningNote
              key={JSON.stringify(warning)}
              warning={warning}
              place={{ ...place, folders, canLeaveOff: guest !== null && folders.length === row.folderCount }}
              onFix={(fix) => onFix(fix, row.key)}
              tick={
                warning.kind === 'canDelete' && row.wantsCopyTick ? (
                  <Checkbox
                    checked={ticked}
                    onChange={tick}
                    data-open-tick={ticked ? undefined : ''}
                    error={complain && !ticked ? intl.formatMessage({ id: 'share.review.tickHere' }) : undefined}
                  >
                    <strong>
                      {intl.formatMessage(
                        { id: 'share.review.haveCopy' },
                        { folder: intl.formatList(folders, { type: 'conjunction' }) },
                      )}
                    </strong>
                  </Checkbox>
                ) : null
              }
            />
          ),
        )}
      </div>
    </li>
  );
}
