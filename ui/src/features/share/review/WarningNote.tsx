import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { InlineWarning } from '../../../components/InlineWarning';
import { lastDayOf, useLimits } from '../../../components/policy/limits';
import { LinkButton } from '../../../components/LinkButton';
import type { Warning } from '../../../ipc/bindings';
import { warningWords, type Fix, type Message, type WarningPlace } from '../model/warningWords';
import { useToday } from '../../../time/Clock';
import styles from './Review.module.css';
import { useMoments } from '../../../components/useMoments';

interface WarningNoteProps {
  warning: Warning;
  place: Omit<WarningPlace, 'format'> & { timeZone: string };
  onFix: (fix: Fix) => void;
  /** A box to tick or a name to type, which stands before the fixes. */
  tick?: ReactNode;
}

/** A warning in words with its fixes; a note is only a line. */
export function WarningNote({ warning, place, onFix, tick = null }: WarningNoteProps) {
  const intl = useIntl();
  const { day, dayOfMoment } = useMoments(place.timeZone);
  const words = warningWords(warning, {
    ...place,
    institutionLastDay: lastDayOf(useLimits(), useToday()),
    format: {
      day,
      moment: dayOfMoment,
      level: (permissions) => intl.formatMessage({ id: `share.level.${permissions}.can` }),
      list: (names) => intl.formatList(names, { type: 'conjunction' }),
    },
  });
  if (words.tone === 'note' || words.claim === null) {
    return (
      <p className={styles.meta}>
        <Said message={words.reason} />
      </p>
    );
  }
  return (
    <div data-over-limit={warning.kind === 'limit' && warning.after > warning.limit ? '' : undefined}>
      <InlineWarning
        title={<Said message={words.claim} />}
        fixes={
          <>
            {tick}
            {words.fixes.map((fix) => (
              <FixButton key={fix.kind} fix={fix} who={place.who} day={day} onFix={() => onFix(fix)} />
            ))}
          </>
        }
      >
        <Said message={words.reason} />
      </InlineWarning>
    </div>
  );
}

function Said({ message }: { message: Message }) {
  return <FormattedMessage id={message.id} values={message.values} />;
}

interface FixButtonProps {
  fix: Fix;
  who: string;
  day: (day: string) => string;
  onFix: () => void;
}

/** What leads away from the review is a link; what mends it here is a button. */
function FixButton({ fix, who, day, onFix }: FixButtonProps) {
  const label =
    fix.kind === 'manage' ? (
      <FormattedMessage id={who === '' ? 'share.fix.manageAll' : 'share.fix.manage'} values={{ who }} />
    ) : (
      <FormattedMessage id={`share.fix.${fix.kind}`} values={{ who, day: fix.kind === 'endOn' ? day(fix.day) : '' }} />
    );
  if (fix.kind === 'manage') return <LinkButton onClick={onFix}>{label}</LinkButton>;
  return (
    <Button size="small" onClick={onFix}>
      {label}
    </Button>
  );
}
