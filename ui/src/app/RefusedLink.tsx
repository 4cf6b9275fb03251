import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Banner } from '../components/Banner';
import { Button } from '../components/Button';
import type { MessageId } from '../i18n/messages';
import type { LinkProblem } from '../ipc/bindings';
import { useFolderDrag } from '../ipc/IpcProvider';
import styles from './Notices.module.css';

const words: Record<LinkProblem, MessageId> = {
  unknown: 'shell.linkUnknown',
  noFolder: 'shell.linkNoFolder',
  tooLong: 'shell.linkTooLong',
  notOnThisComputer: 'shell.linkNotOnThisComputer',
};

interface Refused {
  problem: LinkProblem | null;
  read: () => void;
}

/** The link that could not be followed last, until the person has read of it or a better one comes. */
export function useRefusedLink(): Refused {
  const [problem, setProblem] = useState<LinkProblem | null>(null);
  useFolderDrag((drag) => {
    if (drag.phase === 'refused') setProblem(drag.problem);
    if (drag.phase === 'dropped') setProblem(null);
  });
  return { problem, read: () => setProblem(null) };
}

/** Why a link that somebody followed opens nothing. */
export function RefusedLink({ link: { problem, read } }: { link: Refused }) {
  if (problem === null) return null;
  return (
    <div className={styles.notices}>
      <Banner
        title={<FormattedMessage id="shell.link" />}
        action={
          <Button size="small" onClick={read}>
            <FormattedMessage id="shell.noticeDone" />
          </Button>
        }
      >
        <FormattedMessage id={words[problem]} />
      </Banner>
    </div>
  );
}
