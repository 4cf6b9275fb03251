import { useEffect, useRef } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/Button';
import { InlineWarning } from '../../../components/InlineWarning';
import type { MemberResult } from '../../../ipc/bindings';
import styles from '../Groups.module.css';
import { useGroupWords } from '../words';

interface ProblemsProps {
  results: readonly MemberResult[];
  nameOf: (identityId: string) => string;
  onClose: () => void;
}

/** For whom something did not work, and why; one line each. It stays until it is put away. */
export function Problems({ results, nameOf, onClose }: ProblemsProps) {
  const { problem: words } = useGroupWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [results]);
  const failed = results.flatMap(({ identityId, problem }) => (problem === null ? [] : [{ identityId, problem }]));
  if (failed.length === 0) return null;
  return (
    <div ref={box} role="alert">
      <InlineWarning
        tone="danger"
        title={<FormattedMessage id="groups.failed.title" values={{ failed: failed.length, count: results.length }} />}
        fixes={
          <Button size="small" onClick={onClose}>
            <FormattedMessage id="groups.problem.close" />
          </Button>
        }
      >
        {failed.length < results.length && <FormattedMessage id="groups.failed.kept" />}
        <span className={styles.problems}>
          {failed.map(({ identityId, problem }) => (
            <span key={identityId}>
              <FormattedMessage id="groups.failed.line" values={{ name: nameOf(identityId), reason: words(problem) }} />
            </span>
          ))}
        </span>
      </InlineWarning>
    </div>
  );
}
