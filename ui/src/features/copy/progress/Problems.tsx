import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { ConfirmDialog } from '../../../components/Dialog';
import { Section } from '../../../components/Page';
import { Spinner } from '../../../components/Spinner';
import { guestsOf } from '../../../copies/state';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { Copy, CopyProblem } from '../../../ipc/bindings';
import styles from './Progress.module.css';
import type { CopyActions } from './useCopyActions';
import { useProblems } from './useProblems';

/** What is missing, why, and whether it is wanted; afterwards what the person did without. */
export function Problems({ copy, actions }: { copy: Copy; actions: CopyActions }) {
  const intl = useIntl();
  const [asking, setAsking] = useState(false);
  const list = useProblems(copy);
  const problems = list.data?.pages.flatMap(({ entries }) => entries) ?? [];
  const guests = guestsOf(copy);
  const count = copy.state.kind === 'incomplete' ? copy.state.problems : 0;
  const isDecided = copy.state.kind === 'complete';
  if (isDecided ? problems.length === 0 : count === 0) return null;
  return (
    <Section title={<FormattedMessage id={isDecided ? 'copy.leftOut' : 'copy.problems'} values={{ count }} />}>
      {!isDecided && (
        <p className={styles.quiet}>
          <FormattedMessage id="copy.problemsHint" />
        </p>
      )}
      {list.error && <ErrorCard error={list.error} />}
      {list.isPending && (
        <p role="status">
          <Spinner /> <FormattedMessage id="common.working" />
        </p>
      )}
      {problems.length > 0 && (
        <ul className={styles.problems} aria-label={intl.formatMessage({ id: 'copy.problemsList' })}>
          {problems.map((problem) => (
            <ProblemRow key={problem.path} problem={problem} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div>
          <Button size="small" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            <FormattedMessage id="copy.problemsMore" />
          </Button>
        </div>
      )}
      {!isDecided && (
        <div className={styles.actions}>
          {copy.actions.includes('tryAgain') && (
            <Button
              variant="primary"
              icon={RefreshCw}
              busy={actions.busy === 'tryAgain'}
              onClick={() => actions.act('tryAgain')}
            >
              <FormattedMessage id="copy.act.tryAgain" />
            </Button>
          )}
          {copy.actions.includes('accept') && (
            <Button busy={actions.busy === 'accept'} onClick={() => setAsking(true)}>
              <FormattedMessage id="copy.act.accept" values={{ count }} />
            </Button>
          )}
        </div>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        danger={false}
        title={<FormattedMessage id="copy.acceptTitle" values={{ count }} />}
        safeLabel={intl.formatMessage({ id: 'copy.acceptKeep' })}
        actLabel={intl.formatMessage({ id: 'copy.act.accept' }, { count })}
        onAct={() => {
          setAsking(false);
          actions.act('accept');
        }}
      >
        <FormattedMessage id="copy.acceptBody" values={{ guests }} />
      </ConfirmDialog>
    </Section>
  );
}

function ProblemRow({ problem: { path, why } }: { problem: CopyProblem }) {
  const values = {
    other: why.kind === 'sameName' ? why.other : '',
    message: why.kind === 'refused' ? why.message : '',
  };
  return (
    <li className={styles.problem}>
      <strong>{path}</strong>
      <span>
        <FormattedMessage id={`copy.whyNot.${why.kind}`} values={values} />
      </span>
    </li>
  );
}
