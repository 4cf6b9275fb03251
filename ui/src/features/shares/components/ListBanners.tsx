import { RotateCw } from 'lucide-react';
import { useIntl } from 'react-intl';

import { Banner } from '../../../components/Banner';
import { Button } from '../../../components/Button';
import { errorWords } from '../../../errors/words';
import type { MyShares } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import type { Clock } from '../model/ends';
import { useTimeWords } from './ListStatus';
import styles from './Rows.module.css';

interface Props {
  list: MyShares;
  offline: boolean;
  /** Why the last reading failed. */
  error: IpcError | null;
  checking: boolean;
  clock: Clock;
  onCheck: () => void;
}

/** What is true of the whole list: that it is old, that parts are missing, that it was cut short. */
export function ListBanners({ list, offline, error, checking, clock, onCheck }: Props) {
  const intl = useIntl();
  const at = useTimeWords();
  const time = at(list.checkedAt, clock);
  const again = (
    <Button size="small" icon={RotateCw} busy={checking} onClick={onCheck}>
      {intl.formatMessage({ id: offline ? 'shares.tryNow' : 'shares.checkAgain' })}
    </Button>
  );
  const reason = (one: IpcError) => {
    const { title } = errorWords(one);
    return intl.formatMessage({ id: title.id }, title.values);
  };
  // While offline, each collection fails for the same reason; once is enough.
  const problems = offline ? [] : list.problems;
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
      {problems.length > 0 && (
        <Banner
          title={intl.formatMessage({ id: 'shares.problemsTitle' }, { count: problems.length })}
          action={error === null ? again : undefined}
        >
          {intl.formatMessage({ id: 'shares.problemsLead' })}
          <ul className={styles.problems}>
            {problems.map((problem) => (
              <li key={problem.collectionId}>
                {intl.formatMessage(
                  { id: 'shares.problem' },
                  { name: problem.name, reason: reason(problem.error), b: (name) => <strong>{name}</strong> },
                )}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      {list.cutShort && (
        <Banner title={intl.formatMessage({ id: 'shares.cutShortTitle' })}>
          {intl.formatMessage({ id: 'shares.cutShortLead' })}
        </Banner>
      )}
    </>
  );
}
