import { RotateCw } from 'lucide-react';
import { useIntl } from 'react-intl';

import { Banner } from '../../../components/Banner';
import { Button } from '../../../components/Button';
import { errorWords } from '../../../errors/words';
import type { AuditState } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import type { Reading } from '../../../ipc/reading';
import type { Clock } from '../model/clock';
import styles from '../MySharesPage.module.css';
import { useTimeWords } from './ListStatus';

/** Collections that are named; how many more there are is said. */
const NAMED = 5;

interface Props {
  state: AuditState;
  reading: Reading;
  clock: Clock;
  onCheck: () => void;
}

/** What is true of the whole list: that it is old, that parts are of an earlier time, that it was cut short. */
export function ListBanners({ state, reading, clock, onCheck }: Props) {
  const intl = useIntl();
  const at = useTimeWords();
  const { checkedAt, problems, cutShort } = state;
  const { offline, error, checking } = reading;
  if (checkedAt === null) return null;
  const time = at(checkedAt, clock);
  const again = (
    <Button size="small" icon={RotateCw} busy={checking} onClick={onCheck}>
      {intl.formatMessage({ id: offline ? 'shares.tryNow' : 'shares.checkAgain' })}
    </Button>
  );
  const reason = (one: IpcError) => {
    const { title } = errorWords(one);
    return intl.formatMessage({ id: title.id }, title.values);
  };
  const more = problems.length - NAMED;
  return (
    <>
      {offline && (
        <Banner title={intl.formatMessage({ id: 'shares.offlineTitle' }, { time })} action={again}>
          {intl.formatMessage({ id: 'shares.offlineLead' })}
        </Banner>
      )}
      {!offline && error !== null && (
        <Banner title={intl.formatMessage({ id: 'shares.staleTitle' }, { time })} action={again}>
          {reason(error)}.
        </Banner>
      )}
      {!offline && problems.length > 0 && (
        <Banner
          title={intl.formatMessage({ id: 'shares.problemsTitle' }, { count: problems.length })}
          action={error === null ? again : undefined}
        >
          {intl.formatMessage({ id: 'shares.problemsLead' })}
          <ul className={styles.problems}>
            {problems.slice(0, NAMED).map((problem) => (
              <li key={problem.collectionId}>
                {intl.formatMessage(
                  { id: 'shares.problem' },
                  { name: problem.name, reason: reason(problem.error), b: (name) => <strong>{name}</strong> },
                )}
              </li>
            ))}
            {more > 0 && <li>{intl.formatMessage({ id: 'shares.problemsMore' }, { count: more })}</li>}
          </ul>
        </Banner>
      )}
      {cutShort && (
        <Banner title={intl.formatMessage({ id: 'shares.cutShortTitle' })}>
          {intl.formatMessage({ id: 'shares.cutShortLead' })}
        </Banner>
      )}
    </>
  );
}
