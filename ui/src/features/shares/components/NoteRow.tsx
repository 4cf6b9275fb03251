import { Copy, RotateCw } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useIntl } from 'react-intl';

import { useAnnounce } from '../../../components/Announcer';
import { Button } from '../../../components/Button';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { InlineWarning } from '../../../components/InlineWarning';
import { Cell, Row } from '../../../components/Table';
import { errorWords } from '../../../errors/words';
import type { Share, ShareGuest } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import type { RowState } from '../model/rowState';
import { useShareWords } from '../words';
import { demandOf, SignInAgain } from './SignInAgain';

interface Props extends ComponentProps<'tr'> {
  share: Share;
  guest: ShareGuest;
  state: RowState | undefined;
  offline: boolean;
  onDismiss: () => void;
}

/** What came of the last thing that was asked of the guest above. */
export function NoteRow({ share, guest, state, offline, onDismiss, ...row }: Props) {
  return (
    <Row nested {...row}>
      <Cell colSpan={5}>
        {state?.kind === 'failed' && (
          <Failure share={share} guest={guest} state={state} offline={offline} onDismiss={onDismiss} />
        )}
        {(state?.kind === 'changed' || state?.kind === 'storedOther') && (
          <ChangedNote kind={state.kind} onDismiss={onDismiss} />
        )}
      </Cell>
    </Row>
  );
}

function ChangedNote({ kind, onDismiss }: { kind: 'changed' | 'storedOther'; onDismiss: () => void }) {
  const intl = useIntl();
  return (
    <div role="alert">
      <InlineWarning
        title={intl.formatMessage({ id: `shares.state.${kind}` })}
        fixes={
          <Button size="small" onClick={onDismiss}>
            {intl.formatMessage({ id: 'shares.seen' })}
          </Button>
        }
      >
        {intl.formatMessage({ id: `shares.state.${kind}More` })}
      </InlineWarning>
    </div>
  );
}

interface FailureProps {
  share: Share;
  guest: ShareGuest;
  state: Extract<RowState, { kind: 'failed' }>;
  offline: boolean;
  onDismiss: () => void;
}

/** Says "may" when the outcome is not known: the request may have been carried out. */
function Failure({ share, guest, state, offline, onDismiss }: FailureProps) {
  const intl = useIntl();
  const ipc = useIpc();
  const announce = useAnnounce();
  const { guestName } = useShareWords();
  const { act, error } = state;
  const unknown = error.code === 'Timeout' && error.outcomeUnknown;
  const demand = demandOf(error);
  const names = { guest: guestName(guest), share: share.name };

  const words = errorWords(error);
  const kind = act === 'stop' ? 'Stop' : 'Change';
  const meaning = unknown
    ? intl.formatMessage({ id: `shares.unknown.means${kind}` })
    : intl.formatMessage({ id: words.meaning.id }, words.meaning.values);
  const action = unknown
    ? intl.formatMessage({ id: `shares.unknown.do${kind}` }, names)
    : intl.formatMessage({ id: words.action.id }, words.action.values);
  const happened = unknown
    ? intl.formatMessage({ id: 'shares.unknown.happened' })
    : intl.formatMessage({ id: words.title.id }, words.title.values);
  const { code, requestId, reference } = words.details;
  const details = [code, requestId, reference].filter((line) => line !== undefined);

  const copyDetails = async () => {
    await ipc.copyText(details.join('\n'));
    announce(intl.formatMessage({ id: 'common.copied' }));
  };

  return (
    <ErrorPanel
      title={intl.formatMessage({ id: `shares.${unknown ? 'unknown' : 'failed'}.${act}` }, names)}
      happened={happened}
      meaning={meaning}
      action={action}
      details={details}
    >
      {demand === undefined ? (
        <Button
          size="small"
          icon={RotateCw}
          unavailable={offline ? intl.formatMessage({ id: 'shares.needsConnection' }) : null}
          onClick={state.retry}
        >
          {intl.formatMessage({ id: 'common.tryAgain' })}
        </Button>
      ) : (
        <SignInAgain demand={demand} onDone={state.retry} />
      )}
      <Button size="small" icon={Copy} onClick={copyDetails}>
        {intl.formatMessage({ id: 'common.copyDetails' })}
      </Button>
      <Button size="small" variant="quiet" onClick={onDismiss}>
        {intl.formatMessage({ id: 'common.close' })}
      </Button>
    </ErrorPanel>
  );
}
