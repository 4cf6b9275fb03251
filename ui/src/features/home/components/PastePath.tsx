import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { TextField } from '../../../components/TextField';
import { demandOf } from '../../../consent/demand';
import { ErrorCard } from '../../../errors/ErrorCard';
import { fieldSentence, inputProblem } from '../../../errors/words';
import type { FolderCheck } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import type { MessageId } from '../../../i18n/messages';
import styles from '../Home.module.css';

/** File managers copy paths in quotes or as addresses; people mean the path. */
export function cleanPath(text: string): string {
  const trimmed = text.trim().replace(/^(["'])(.*)\1$/s, '$2');
  if (!/^file:\/\//i.test(trimmed)) return trimmed;
  try {
    const path = decodeURIComponent(new URL(trimmed).pathname);
    return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
  } catch {
    return trimmed;
  }
}

/** What is wrong with the path itself. Where it lives, and a file instead of a folder, is for the next page. */
function problemOf(check: FolderCheck | undefined): MessageId | null {
  if (check?.readiness.kind !== 'notFromHere' || check.readiness.reason.kind !== 'path') return null;
  return check.dropped.fileInFolder === null ? inputProblem('path', check.readiness.reason.reason) : null;
}

/** A field for a path, for those who have it on the clipboard. What was typed stays until it is right. */
export function PastePath({ onPath, onCancel }: { onPath: (path: string) => void; onCancel: () => void }) {
  const intl = useIntl();
  const ipc = useIpc();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<MessageId | null>(null);
  const check = useMutation({
    mutationFn: (path: string) => ipc.checkFolders([path]),
    onSuccess: ([answer], path) => {
      const found = problemOf(answer);
      if (found === null) onPath(path);
      else refuse(found);
    },
    onError: (error, path) => {
      // The next page asks for what Globus wants first, as an ordinary step.
      if (demandOf(error) !== null) onPath(path);
      const sentence = fieldSentence(error, 'path');
      if (sentence !== null) refuse(sentence);
    },
  });

  useEffect(() => field.current?.focus(), []);

  function refuse(sentence: MessageId) {
    setProblem(sentence);
    field.current?.focus();
  }

  return (
    <form
      className={styles.pasteForm}
      onSubmit={(event) => {
        event.preventDefault();
        const path = cleanPath(text);
        if (path === '') refuse(inputProblem('path', 'empty'));
        else check.mutate(path);
      }}
    >
      <TextField
        ref={field}
        label={intl.formatMessage({ id: 'home.path' })}
        hint={intl.formatMessage({ id: 'home.pathHint' })}
        error={problem && intl.formatMessage({ id: problem })}
        dir="ltr"
        value={text}
        onChange={(value) => {
          setProblem(null);
          setText(value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
        }}
      />
      <div className={styles.actions}>
        <Button type="submit" busy={check.isPending}>
          <FormattedMessage id={check.isPending ? 'home.checkingPath' : 'home.usePath'} />
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          <FormattedMessage id="common.cancel" />
        </Button>
      </div>
      {check.error && demandOf(check.error) === null && problem === null && <ErrorCard error={check.error} />}
    </form>
  );
}
